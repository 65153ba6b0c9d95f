package dev.haywire.toxiproxy;

import dev.haywire.Experimental;
import dev.haywire.junit.HaywireExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Has a real Toxiproxy carry the wire of the TCP endpoints declared below, as the configuration parameter {@code haywire.backend=toxiproxy}
 * does for all tests. Servers stay in the JVM, and so do records, journal and assertions; UDP endpoints stay embedded.
 *
 * <p>What Toxiproxy cannot do, faults or methods, is an error that names it; what cannot be known behind it is
 * {@link dev.haywire.CloseReason#UNKNOWN}. Needs {@code eu.rekawek.toxiproxy:toxiproxy-java}, and without a {@code url} also
 * {@code org.testcontainers:testcontainers-toxiproxy} and a container engine. Where there is none, or no image, or the url does not answer, the
 * tests are aborted with the reason, or fail where {@code haywire.toxiproxy.required} is true.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(HaywireExtension.class)
@Experimental
public @interface ToxiproxyBackend {

    /**
     * The control API of a Toxiproxy that runs already, {@code http://127.0.0.1:8474} for instance.
     *
     * @return its URL; empty: {@code haywire.toxiproxy.url}, and where that is not set either one that Testcontainers starts, one per launcher
     *     session
     */
    String url() default "";

    /**
     * The image that Testcontainers starts.
     *
     * @return its name; empty: {@code haywire.toxiproxy.image}, by default {@code ghcr.io/shopify/toxiproxy:2.12.0}
     */
    String image() default "";
}
