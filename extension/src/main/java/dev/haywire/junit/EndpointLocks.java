package dev.haywire.junit;

import dev.haywire.Experimental;
import dev.haywire.internal.junit.DeclaredLocks;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Tells JUnit which system properties and fixed ports tests need for themselves, where an endpoint annotation on a method or type, or
 * {@link dev.haywire.HaywireTest}, has JUnit ask. So JUnit runs something else meanwhile, instead of a thread that waits. The locks are named
 * {@code system property orders.address} and {@code TCP port 5555}; {@code @ResourceLock} may name them, too.
 *
 * <p>For Haywire's own annotations; nothing else has to name it.
 *
 * @since 0.1
 */
@Experimental
public final class EndpointLocks implements ResourceLocksProvider {

    /** Made by JUnit. */
    public EndpointLocks() {}

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        return locks(DeclaredLocks.ofClass(testClass));
    }

    @Override
    public Set<Lock> provideForNestedClass(List<Class<?>> enclosingInstanceTypes, Class<?> testClass) {
        return locks(DeclaredLocks.ofClass(testClass));
    }

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
        return locks(DeclaredLocks.ofMethod(enclosingInstanceTypes, testClass, testMethod));
    }

    private static Set<Lock> locks(Set<String> resources) {
        return resources.isEmpty()
                ? Set.of()
                : Set.copyOf(resources.stream().map(Lock::new).toList());
    }
}
