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
 * Flips bits; lengths are kept.
 *
 * <p>The annotation of {@link Faults#corrupt(double)}, which tells what the application sees. Live from just before the test method to just
 * after it. Beside an endpoint annotation or {@link dev.haywire.Wired} it breaks that endpoint, on a method or type the one that {@code
 * on} names. Usable as a meta-annotation. A value out of its range is an error of the test that declares it.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(Corrupt.List.class)
@ExtendWith(HaywireExtension.class)
@Experimental
public @interface Corrupt {

    /**
     * The probability that a byte (TCP) or datagram (UDP) is hit.
     *
     * @return a fraction from 0 to 1
     */
    double value();

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
     * UDP: the clients it hits, by index.
     *
     * @return indices counted from 0; none: all clients
     */
    int[] clients() default {};

    /**
     * UDP: whether random decisions are the same for every client.
     *
     * @return whether each client meets the same
     */
    boolean sameForEveryClient() default false;

    /**
     * UDP: whether it counts and draws for all clients of the endpoint together, whatever ports they send from, instead of for each.
     *
     * @return whether ordinals, bursts and draws are the endpoint's; not together with {@code sameForEveryClient}
     */
    boolean acrossClients() default false;

    /**
     * UDP: the datagrams it hits, by number per client and direction; needs {@code direction}.
     *
     * @return numbers counted from 1; none: all datagrams
     */
    long[] nth() default {};

    /**
     * UDP: how many datagrams per client and direction it hits; needs {@code direction}.
     *
     * @return at least 1; {@link Long#MIN_VALUE}, the default: all datagrams
     */
    long first() default Long.MIN_VALUE;

    /**
     * UDP: hits every n-th datagram per client and direction; needs {@code direction}.
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
     * What the times are given in: {@code startingAfter}, {@code lasting}.
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
        Corrupt[] value();
    }
}
