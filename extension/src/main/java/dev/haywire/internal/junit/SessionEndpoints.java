package dev.haywire.internal.junit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The endpoints of scope SESSION: one per name, for all classes that declare it with the same attributes. */
final class SessionEndpoints extends Stored {
    private final Holder holder = new Holder();
    private final Map<String, Declaration> first = new HashMap<>();
    private final Queue<Reservations.Held> reserved = new ConcurrentLinkedQueue<>();

    static SessionEndpoints of(ExtensionContext context, Declaration asking) {
        EventLoopsEnd.with(context); // what is stored first is closed last
        return Stored.inStore(
                SessionStore.of(context, asking),
                SessionEndpoints.class,
                SessionEndpoints.class,
                SessionEndpoints::new);
    }

    Started obtain(
            Declaration declaration, Supplier<Optional<Reservations.Held>> reservation, Supplier<Started> starter) {
        synchronized (first) {
            Declaration known = first.get(declaration.name());
            if (known != null && !known.attributes().equals(declaration.attributes())) {
                throw new ExtensionConfigurationException(
                        "Two endpoints of scope SESSION are named \"" + declaration.name()
                                + "\" and differ in their attributes: " + known + " and " + declaration
                                + "; allowed is the same name with the same attributes");
            }
            Optional<Reservations.Held> held = known == null ? reservation.get() : Optional.empty();
            try {
                Started started = holder.obtain(declaration.name(), declaration, starter);
                first.putIfAbsent(declaration.name(), declaration);
                held.ifPresent(reserved::add);
                return started;
            } catch (RuntimeException | Error failure) {
                held.ifPresent(Reservations.Held::release);
                throw failure;
            }
        }
    }

    @Nullable
    Started peek(Declaration declaration) {
        synchronized (first) {
            Declaration known = first.get(declaration.name());
            return known != null && known.attributes().equals(declaration.attributes())
                    ? holder.peek(declaration.name())
                    : null;
        }
    }

    @Override
    public void close() {
        List<Throwable> failures = holder.close();
        reserved.forEach(Reservations.Held::release);
        Failures.raise(failures);
    }
}
