package dev.haywire.fault;

import dev.haywire.Experimental;
import dev.haywire.junit.HaywireExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Leaves connecting without an answer while the test runs; open connections go on. It takes {@code startingAfter} and {@code lasting}
 * only. Linux; elsewhere the test is aborted with the reason.
 *
 * <p>The annotation of {@link Faults#connectHang()}, which tells what the application sees. Live from just before the test method to just
 * after it. Beside an endpoint annotation or {@link dev.haywire.Wired} it breaks that endpoint, on a method or type the one that {@code
 * on} names. Usable as a meta-annotation. A value out of its range is an error of the test that declares it.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(ConnectHang.List.class)
@ExtendWith(HaywireExtension.class)
@Experimental
public @interface ConnectHang {

    /**
     * The endpoint it breaks, where the annotation stands on a method or type.
     *
     * @return the endpoint's name; empty: every endpoint in scope whose protocol supports it
     */
    String on() default "";

    /**
     * Listener faults have no direction: naming one is an error.
     *
     * @return nothing
     */
    Direction[] direction() default {};

    /**
     * How long after the test method's start it begins, in {@code unit}.
     *
     * @return 0 or more; 0: at once
     */
    long startingAfter() default 0;

    /**
     * How long it lasts once begun, in {@code unit}.
     *
     * @return more than 0; {@link Long#MIN_VALUE}, the default: to the end of the test method
     */
    long lasting() default Long.MIN_VALUE;

    /**
     * What the times are given in: {@code startingAfter}, {@code lasting}.
     *
     * @return milliseconds by default
     */
    TimeUnit unit() default TimeUnit.MILLISECONDS;

    /**
     * Whether a test that passes although the fault never fired fails nevertheless; of no effect here, as this fault's firing cannot
     * always be seen.
     *
     * @return {@code false} for a fault that need not fire
     */
    boolean required() default true;

    /** Holds several of them. */
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE
    })
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @Inherited
    @ExtendWith(HaywireExtension.class)
    @interface List {

        /**
         * Returns those it holds.
         *
         * @return the annotations
         */
        ConnectHang[] value();
    }
}
