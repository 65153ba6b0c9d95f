package dev.haywire;

import dev.haywire.junit.HaywireExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test method twice: once over TCP, once over UDP. It stands instead of {@code @Test}.
 *
 * <p>An {@link Endpoint} parameter without annotation, of the test method or of a {@code @BeforeEach} or {@code @AfterEach} method around it, is
 * an echo server of the protocol that the test runs over. Fault annotations that only the other protocol knows are skipped. Usable as a
 * meta-annotation.
 *
 * @since 0.1
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(HaywireExtension.class)
@Experimental
public @interface EachProtocol {}
