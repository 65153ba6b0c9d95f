package dev.haywire.internal.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The endpoints that proxies name by their attribute {@code to}. */
final class ProxyTargets {

    private ProxyTargets() {}

    /** Refuses a name that nothing in sight has, and a chain that comes back to itself. */
    static void check(Declaration proxy, List<Declaration> visible) {
        if (proxy.to().isEmpty()) {
            return;
        }
        List<Declaration> known = visible.stream()
                .filter(one -> one != proxy && !Conflicts.isLater(one, proxy))
                .toList();
        Declaration target = named(proxy.to(), visible).orElseThrow(() -> unknown(proxy, known));
        checkChain(proxy, visible);
        if (!known.contains(target)) {
            throw unknown(proxy, known);
        }
        if (target.attributes().protocol() != proxy.attributes().protocol()) {
            throw new ExtensionConfigurationException(subject(proxy) + ", but " + target + " is "
                    + target.attributes().protocol() + "; to must name an endpoint of the proxy's own protocol");
        }
    }

    private static void checkChain(Declaration proxy, List<Declaration> visible) {
        List<Declaration> chain = new ArrayList<>(List.of(proxy));
        Optional<Declaration> next = named(proxy.to(), visible);
        while (next.isPresent() && !chain.contains(next.get())) {
            chain.add(next.get());
            next = named(next.get().to(), visible);
        }
        if (next.filter(proxy::equals).isPresent()) {
            throw new ExtensionConfigurationException(subject(proxy) + " leads back to itself: "
                    + chain.stream()
                            .map(one -> "\"" + one.name() + "\" to \"" + one.to() + "\"")
                            .collect(Collectors.joining(", "))
                    + "; a chain of proxies must end at a server");
        }
    }

    /** Refuses targets that may end before their proxies. */
    static void checkLifetimes(Run run) {
        for (Visible proxy : run.scope().endpoints()) {
            Optional<Run> holding = run.holderOf(proxy);
            if (holding.isPresent() && !proxy.declaration().to().isEmpty()) {
                Visible target = run.scope().named(proxy.declaration().to());
                if (!run.lives(target, proxy, holding.get())) {
                    throw new ExtensionConfigurationException(subject(proxy.declaration()) + ", but "
                            + target.declaration() + " may end before it; the endpoint must live at least as long as"
                            + " its proxy, by its place or its scope");
                }
            }
        }
    }

    private static Optional<Declaration> named(String name, List<Declaration> visible) {
        return visible.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static ExtensionConfigurationException unknown(Declaration proxy, List<Declaration> known) {
        return new ExtensionConfigurationException(
                subject(proxy) + ", but no endpoint of that name is known here; known: " + Conflicts.known(known));
    }

    private static String subject(Declaration proxy) {
        return proxy + ": to = \"" + proxy.to() + "\"";
    }
}
