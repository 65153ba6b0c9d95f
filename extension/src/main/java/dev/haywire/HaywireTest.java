package dev.haywire;

import dev.haywire.junit.EndpointLocks;
import dev.haywire.junit.HaywireExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Registers {@link HaywireExtension} on a test class. Endpoint, fault and {@link Wired} annotations bring it along; it is needed only where a
 * class has none of them, for a {@code Haywire} parameter say. Registered in several ways, the extension acts once.
 *
 * @since 0.1
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(HaywireExtension.class)
@ResourceLock(providers = EndpointLocks.class)
@Experimental
public @interface HaywireTest {}
