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
 * Sends datagrams again.
 *
 * <p>The annotation of {@link Faults#duplicate(double)}, which tells what the application sees. Live from just before the test method to just
 * after it. Beside an endpoint annotation or {@link dev.haywire.Wired} it breaks that endpoint, on a method or type the one that {@code
 * on} names. Usable as a meta-annotation. A value out of its range is an error of the test that declares it.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(Duplicate.List.class)
@ExtendWith(HaywireExtension.class)
@Experimental
public @interface Duplicate {

    /**
     * The probability that a datagram is duplicated.
     *
     * @return a fraction from 0 to 1
     */
    double value();

    /**
     * How many copies follow it.
     *
     * @return from 1, the default, to 1000
     */
    int copies() default 1;

    /**
     * How much later than the datagram its copies come, in {@code unit}.
     *
     * @return 0 or more; 0, the default: right behind it
     */
    long after() default 0;

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
     * The clients it hits, by index.
     *
     * @return indices counted from 0; none: all clients
     */
    int[] clients() default {};

    /**
     * Whether random decisions are the same for every client.
     *
     * @return whether each client meets the same
     */
    boolean sameForEveryClient() default false;

    /**
     * Whether it counts and draws for all clients of the endpoint together, whatever ports they send from, instead of for each.
     *
     * @return whether ordinals, bursts and draws are the endpoint's; not together with {@code sameForEveryClient}
     */
    boolean acrossClients() default false;

    /**
     * The datagrams it hits, by number per client and direction; needs {@code direction}.
     *
     * @return numbers counted from 1; none: all datagrams
     */
    long[] nth() default {};

    /**
     * How many datagrams per client and direction it hits; needs {@code direction}.
     *
     * @return at least 1; {@link Long#MIN_VALUE}, the default: all datagrams
     */
    long first() default Long.MIN_VALUE;

    /**
     * Hits every n-th datagram per client and direction; needs {@code direction}.
     *
     * @return at least 1; {@link Long#MIN_VALUE}, the default: all datagrams
     */
    long every() default Long.MIN_VALUE;

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
     * What the times are given in: {@code after}, {@code startingAfter}, {@code lasting}.
     *
     * @return milliseconds by default
     */
    TimeUnit unit() default TimeUnit.MILLISECONDS;

    /**
     * Whether a test that passes although the fault never fired fails nevertheless.
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
        Duplicate[] value();
    }
}
