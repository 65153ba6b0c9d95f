package dev.haywire.internal.junit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What endpoints that see each other must not have in common, judged before any of them starts. */
final class Conflicts {

    private Conflicts() {}

    static void check(List<Declaration> visible) {
        names(visible);
        properties(visible);
        visible.forEach(declaration -> samePort(declaration, visible));
        visible.forEach(declaration -> ProxyTargets.check(declaration, visible));
    }

    private static void names(List<Declaration> visible) {
        Map<String, Declaration> known = new HashMap<>();
        for (Declaration declaration : visible) {
            Declaration other = known.putIfAbsent(declaration.name(), declaration);
            if (other != null) {
                throw new ExtensionConfigurationException("Two endpoints are named \"" + declaration.name() + "\": "
                        + other + " and " + declaration + "; allowed is each name once where both are visible");
            }
        }
    }

    private static void properties(List<Declaration> visible) {
        Map<String, Declaration> holders = new HashMap<>();
        for (Declaration declaration : visible) {
            for (String key : declaration.sets()) {
                Declaration other = holders.putIfAbsent(key, declaration);
                if (other != null) {
                    throw new ExtensionConfigurationException(
                            Reservations.twoLive(Reservations.property(key), other.toString(), declaration.toString()));
                }
            }
        }
    }

    private static void samePort(Declaration declaration, List<Declaration> visible) {
        String name = declaration.attributes().samePortAs();
        if (name.isEmpty()) {
            return;
        }
        List<Declaration> known =
                visible.stream().filter(one -> !isLater(one, declaration)).toList();
        Declaration other = known.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> SamePort.unknown(declaration, known));
        if (other.equals(declaration)) {
            throw new ExtensionConfigurationException(declaration + ": samePortAs = \"" + name
                    + "\", which is its own name; allowed is the name of an endpoint of the other protocol");
        }
        if (other.attributes().protocol() == declaration.attributes().protocol()) {
            throw new ExtensionConfigurationException(declaration + " (\"" + declaration.name() + "\"): samePortAs = \""
                    + name + "\", but " + other + " is " + other.attributes().protocol()
                    + " too; allowed is the name of an endpoint of the other protocol");
        }
        if (!other.attributes().samePortAs().isEmpty()) {
            throw new ExtensionConfigurationException(declaration + ": samePortAs = \"" + name + "\", but " + other
                    + " has samePortAs = \"" + other.attributes().samePortAs()
                    + "\" itself; allowed is the name of an endpoint that has none");
        }
        int port = declaration.attributes().port();
        int shared = other.attributes().port();
        if (port != 0 && shared != 0 && port != shared) {
            throw new ExtensionConfigurationException(declaration + ": port = " + port + " beside samePortAs = \""
                    + name + "\", but " + other + " has port = " + shared + "; allowed is one number for both");
        }
    }

    /** A parameter is seen by those after it. */
    static boolean isLater(Declaration one, Declaration than) {
        return one.place() instanceof Place.OfParameter parameter
                && than.place() instanceof Place.OfParameter earlier
                && parameter.executable().equals(earlier.executable())
                && parameter.index() > earlier.index();
    }

    static String known(List<Declaration> visible) {
        String names =
                visible.stream().map(one -> "\"" + one.name() + "\"").distinct().collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }
}
