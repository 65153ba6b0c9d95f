package dev.haywire;

import dev.haywire.junit.HaywireExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects an endpoint that is declared elsewhere: on the test method, on a type (of a superclass, an interface or an enclosing class too), on
 * a field or on an earlier parameter.
 *
 * <p>The field (not final) or parameter is a {@link TcpEndpoint} or {@link UdpEndpoint}, an {@link Endpoint},
 * {@link java.net.InetSocketAddress}, {@link java.net.URI} ({@code tcp://} or {@code udp://}), {@link String} (host:port, {@code [::1]:port}) or
 * {@code int} or {@link Integer} (the port).
 *
 * <p>The endpoint must live at least as long as what it is wired into: {@code @BeforeAll} methods, static fields and per-class instances need
 * one of scope {@link Scope#CLASS} or {@link Scope#SESSION}. A fault annotation beside {@code @Wired} breaks that endpoint alone.
 *
 * @since 0.1
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(HaywireExtension.class)
@Experimental
public @interface Wired {

    /**
     * The endpoint's name. It may be left out where exactly one endpoint that fits is declared on methods and types.
     *
     * @return the name, or the empty string
     */
    String value() default "";
}
