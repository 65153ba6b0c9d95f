package dev.haywire.toxiproxy;

import dev.haywire.Experimental;
import dev.haywire.junit.HaywireExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects an HTTP control server that speaks Toxiproxy's API over Haywire's own engine, on the loopback and at a port of its own: as
 * {@code eu.rekawek.toxiproxy.ToxiproxyClient}, {@link java.net.URI} or {@link java.net.InetSocketAddress}.
 *
 * <p>A test has one control server, in whatever forms and places it is injected. It lives as long as what holds it: of a parameter of a test or
 * an instance field the test, of a static field, a parameter of {@code @BeforeAll} or a field of an instance per class the class. The proxies
 * made in a test are removed after it, those made before all tests stay until the class ends. What toxics decide by chance is decided by the
 * test's seed.
 *
 * <p>It stands where endpoints are injected: on fields, of base classes too, on parameters and on record components.
 *
 * <p>As {@code ToxiproxyClient} it needs {@code eu.rekawek.toxiproxy:toxiproxy-java} on the class path; the other two forms need nothing.
 *
 * @since 0.1
 */
@Experimental
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(HaywireExtension.class)
public @interface EmbeddedToxiproxy {}
