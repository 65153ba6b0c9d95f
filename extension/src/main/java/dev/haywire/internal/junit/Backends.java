package dev.haywire.internal.junit;

import dev.haywire.Protocol;
import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpSpec;
import dev.haywire.toxiproxy.ToxiproxyBackend;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Chooses what carries the wire of TCP endpoints: the engine, or a Toxiproxy, one for the launcher session. */
final class Backends extends Stored {
    private static final String PROVIDER = "dev.haywire.internal.toxiproxy.RealToxiproxy$Provider";

    private final @Nullable TcpBackend backend;
    private final @Nullable BackendUnavailableException unavailable;

    /** Which one; part of the key in the session's store. */
    private record Choice(@Nullable URI url, String image) {}

    /** What a method or class is annotated with itself; kept with its context, as each endpoint asks. */
    private record Annotated(@Nullable ToxiproxyBackend by) {
        static Annotated of(ExtensionContext context) {
            return Stored.in(
                    context,
                    Annotated.class,
                    () -> new Annotated(AnnotationSupport.findAnnotation(context.getElement(), ToxiproxyBackend.class)
                            .orElse(null)));
        }
    }

    private Backends(Choice choice, String askedBy) {
        TcpBackend opened = null;
        BackendUnavailableException reason = null;
        try {
            opened = provider().open(choice.url, choice.image);
        } catch (BackendUnavailableException none) {
            // kept: asking again would cost each test the same wait
            reason = none;
        } catch (IllegalStateException missingJar) {
            throw new ExtensionConfigurationException(askedBy + " " + missingJar.getMessage(), missingJar);
        }
        this.backend = opened;
        this.unavailable = reason;
    }

    /** Starts an endpoint on the backend that its declaration is under. */
    static LiveTcpEndpoint start(ExtensionContext context, Settings settings, TcpSpec spec) {
        TcpBackend backend = chosen(context, settings);
        return backend == null ? Endpoints.start(spec) : backend.start(spec);
    }

    /** Where the backend of endpoints is not to be had says so now: what resolves a parameter cannot abort a test. */
    static void requireFor(Run run, List<Visible> endpoints) {
        for (Visible endpoint : endpoints) {
            if (endpoint.declaration().attributes().protocol() == Protocol.TCP) {
                chosen(run.context(), run.settings());
                return;
            }
        }
    }

    private static @Nullable TcpBackend chosen(ExtensionContext context, Settings settings) {
        Optional<Choice> choice = choice(context, settings);
        if (choice.isEmpty()) {
            return null;
        }
        Backends backends = Stored.inStore(
                SessionStore.orExecution(context),
                Backends.class,
                choice.get(),
                () -> new Backends(choice.get(), askedBy(context)));
        if (backends.backend == null) {
            throw unavailable(settings, backends.unavailable);
        }
        return backends.backend;
    }

    private static RuntimeException unavailable(Settings settings, @Nullable BackendUnavailableException reason) {
        String text = "no Toxiproxy: " + (reason == null ? "unknown" : reason.getMessage());
        return settings.toxiproxy().required()
                ? new ExtensionConfigurationException(text + "; haywire.toxiproxy.required = true", reason)
                : new TestAbortedException(text, reason);
    }

    private static Optional<Choice> choice(ExtensionContext context, Settings settings) {
        Optional<ToxiproxyBackend> annotation = annotation(context);
        if (annotation.isEmpty() && settings.backend() == Settings.Backend.EMBEDDED) {
            return Optional.empty();
        }
        String url = annotation.map(ToxiproxyBackend::url).orElse("");
        String image = annotation.map(ToxiproxyBackend::image).orElse("");
        return Optional.of(new Choice(
                url.isEmpty() ? settings.toxiproxy().url() : parsed(url),
                image.isEmpty() ? settings.toxiproxy().image() : image));
    }

    private static String askedBy(ExtensionContext context) {
        return annotation(context).isPresent() ? "@ToxiproxyBackend" : "haywire.backend = toxiproxy";
    }

    private static URI parsed(String url) {
        try {
            return Settings.url(url);
        } catch (IllegalArgumentException unreadable) {
            throw new ExtensionConfigurationException(
                    "@ToxiproxyBackend(url = \"" + url + "\"): allowed is a URL such as http://127.0.0.1:8474",
                    unreadable);
        }
    }

    /** On the method, on the class, on one around it. */
    private static Optional<ToxiproxyBackend> annotation(ExtensionContext context) {
        Optional<ExtensionContext> here = Optional.of(context);
        while (here.isPresent()) {
            ToxiproxyBackend found = Annotated.of(here.get()).by();
            if (found != null) {
                return Optional.of(found);
            }
            here = here.get().getParent();
        }
        return Optional.empty();
    }

    private static TcpBackend.Provider provider() {
        try {
            return (TcpBackend.Provider) Class.forName(PROVIDER, true, Backends.class.getClassLoader())
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException impossible) {
            throw new ExtensionConfigurationException(
                    "the Toxiproxy backend cannot be loaded: " + impossible, impossible);
        }
    }

    @Override
    public void close() {
        if (backend != null) {
            backend.close();
        }
    }
}
