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
 * Starts a TCP proxy before somebody else's server. Where it cannot connect to its upstream it resets the application's connection and journals
 * why.
 *
 * <p>A field (not final) or parameter is a {@link TcpEndpoint}, {@link Endpoint}, {@link java.net.InetSocketAddress},
 * {@link java.net.URI} ({@code tcp://}), {@link String} (host:port, {@code [::1]:port}) or {@code int} or {@link Integer} (the port), and
 * carries one endpoint annotation. On a method or type the endpoint is one per test, injected with {@link Wired} or into a
 * {@code TcpEndpoint} parameter. Usable as a meta-annotation.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(TcpProxy.List.class)
@ExtendWith(HaywireExtension.class)
@ResourceLock(providers = EndpointLocks.class)
@Experimental
public @interface TcpProxy {

    /**
     * The upstream, "host:port" or "[::1]:port". Each {@code ${key}} in it is replaced by that configuration parameter, else system property,
     * when the endpoint starts; it starts after the endpoint whose {@code property} sets the key.
     *
     * @return the upstream; empty: {@link TcpEndpoint#forwardTo} tells later, until then connections are reset and journalled "no upstream yet"
     */
    String value() default "";

    /**
     * The upstream as another endpoint of the same protocol, which starts before this one. It is declared on the method, the type, a field or an
     * earlier parameter, and lives at least as long as this one. Endpoints that lead back to themselves are an error.
     *
     * @return the other endpoint's name, instead of {@link #value()}; empty: none
     */
    String to() default "";

    /**
     * SO_RCVBUF of the listener, set before it binds, which its connections inherit. It bounds what the wire's kernel holds of what the application
     * has sent, not what the application's own kernel holds: on loopback a writer still blocks only after about 3 MB, as its send buffer grows
     * with segments of 64 KiB. To have it block earlier, set the client's own SO_SNDBUF too.
     *
     * @return bytes, 1 or more (Linux doubles it, and takes 2304 at least); 0: the kernel's own choice
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
        TcpProxy[] value();
    }
}
