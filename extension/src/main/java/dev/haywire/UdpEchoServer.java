package dev.haywire;

import dev.haywire.junit.EndpointLocks;
import dev.haywire.junit.HaywireExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Starts a UDP peer that sends each datagram back to its sender.
 *
 * <p>A field (not final) or parameter is a {@link UdpEndpoint}, {@link Endpoint}, {@link java.net.InetSocketAddress},
 * {@link java.net.URI} ({@code udp://}), {@link String} (host:port, {@code [::1]:port}) or {@code int} or {@link Integer} (the port), and
 * carries one endpoint annotation. On a method or type the endpoint is one per test, injected with {@link Wired} or into a
 * {@code UdpEndpoint} parameter. Usable as a meta-annotation.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(UdpEchoServer.List.class)
@ExtendWith(HaywireExtension.class)
@ResourceLock(providers = EndpointLocks.class)
@Experimental
public @interface UdpEchoServer {

    /**
     * The kernel's receive buffer. What does not fit into it is lost before the wire, and counted as {@link UdpCounts#kernelDrops()}.
     *
     * @return bytes, 1 or more; 0: as many as the kernel allows, up to 4 MiB
     */
    int receiveBuffer() default 0;

    /**
     * The name that {@link Wired}, {@code on} and failure texts use; given once among the endpoints that a test sees.
     *
     * @return the name; empty: the field's name, else one derived from the declaration
     */
    String name() default "";

    /**
     * The port to listen on.
     *
     * @return 1 to 65535; 0: a free one
     */
    int port() default 0;

    /**
     * The address to listen on, {@code ::1} for instance.
     *
     * @return an address of this machine; empty: the configuration parameter {@code haywire.host}, which is 127.0.0.1 by default
     */
    String host() default "";

    /**
     * How long the endpoint lives.
     *
     * @return as long as what holds it, or longer
     */
    Scope scope() default Scope.DECLARED;

    /**
     * The system properties that tell the address while the endpoint lives: {@code <property>} = host:port, {@code <property>.host},
     * {@code <property>.port}. What they held before comes back when it ends.
     *
     * @return the first one's key; empty: none
     */
    String property() default "";

    /**
     * The endpoint of the other protocol whose port number this one shares, as DNS needs. Two that start together with no fixed port get a number
     * that is free in both; otherwise a number taken by others is an error.
     *
     * @return its name, seen as {@link Wired} sees it; it lives at least as long as this one and has no {@code samePortAs} itself; empty: none
     */
    String samePortAs() default "";

    /** Holds several of them. */
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE
    })
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @Inherited
    @ExtendWith(HaywireExtension.class)
    @ResourceLock(providers = EndpointLocks.class)
    @interface List {

        /**
         * The annotations.
         *
         * @return in the order written
         */
        UdpEchoServer[] value();
    }
}
