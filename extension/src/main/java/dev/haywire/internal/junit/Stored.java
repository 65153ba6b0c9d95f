package dev.haywire.internal.junit;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/** What a store closes: JUnit before 5.13 knows the one interface, later versions prefer the other; both together are closed once. */
@SuppressWarnings("deprecation") // the older interface, see above; and the store call that every version since 5.12 has
abstract class Stored implements Store.CloseableResource, AutoCloseable {

    /** Of this copy of Haywire alone: another class loader's has another class, and would find values of classes that it does not know. */
    static final Namespace NAMESPACE = Namespace.create(Stored.class);

    @Override
    public abstract void close();

    /** Returns what that context itself holds, made on first use; what its parents hold does not count. */
    static <T> T in(ExtensionContext context, Class<T> type, Supplier<T> maker) {
        return inStore(context.getStore(NAMESPACE), type, key(context, type), maker);
    }

    static <T> Optional<T> existing(ExtensionContext context, Class<T> type) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(key(context, type), type));
    }

    private static String key(ExtensionContext context, Class<?> type) {
        return type.getName() + " " + context.getUniqueId();
    }

    static <T> T inStore(Store store, Class<T> type, Object key, Supplier<T> maker) {
        return type.cast(store.getOrComputeIfAbsent(key, none -> maker.get()));
    }
}
