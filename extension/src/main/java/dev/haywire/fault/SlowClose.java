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
 * Delays the FIN of connections; data is untouched.
 *
 * <p>The annotation of {@link Faults#slowClose(Duration)}, which tells what the application sees. Live from just before the test method to
 * just after it. Beside an endpoint annotation or {@link dev.haywire.Wired} it breaks that endpoint, on a method or type the one that
 * {@code on} names. Usable as a meta-annotation. A value out of its range is an error of the test that declares it.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(SlowClose.List.class)
@ExtendWith(HaywireExtension.class)
@Experimental
public @interface SlowClose {

    /**
     * How much later the FIN comes, in {@code unit}.
     *
     * @return 0 or more
     */
    long value();

    /**
     * The endpoint it breaks, where the annotation stands on a method or type.
     *
     * @return the endpoint's name; empty: every endpoint in scope whose protocol supports it
     */
    String on() default "";

    /**
     * Which way it works. An array only so that leaving it out can be told from BOTH: write {@code direction = Direction.UPSTREAM}.
     *
     * @return one direction; none, the default: both
     */
    Direction[] direction() default {};

    /**
     * The probability with which each connection is hit.
     *
     * @return a fraction from 0 to 1; 1, the default: always
     */
    double probability() default 1;

    /**
     * The connections it hits, by index.
     *
     * @return indices counted from 0; none: all connections
     */
    int[] connections() default {};

    /**
     * How many of the connections accepted since the test began it hits.
     *
     * @return at least 1; {@link Integer#MIN_VALUE}, the default: all connections
     */
    int firstConnections() default Integer.MIN_VALUE;

    /**
     * Whether it hits only the connections that are open when it begins; for an endpoint that outlives the test, whose connections may.
     *
     * @return whether connections accepted later are left alone
     */
    boolean openConnections() default false;

    /**
     * How many of the connections it hits on which a byte enters in its direction since it began, those open before included.
     *
     * @return at least 1; {@link Integer#MIN_VALUE}, the default: all connections
     */
    int nextConnections() default Integer.MIN_VALUE;

    /**
     * How many bytes of the direction pass before it acts; needs {@code direction}.
     *
     * @return bytes, 0 or more; {@link Long#MIN_VALUE}, the default: it acts from the start
     */
    long afterBytes() default Long.MIN_VALUE;

    /**
     * The text behind whose first occurrence in the stream it acts, found across chunks, in UTF-8; needs {@code direction}.
     *
     * @return the text; empty: it acts from the start
     */
    String after() default "";

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
     * What the times are given in: {@code value}, {@code startingAfter}, {@code lasting}.
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
        SlowClose[] value();
    }
}
