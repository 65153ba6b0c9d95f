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
                    throw SystemProperties.conflict(key, other, declaration);
                }
            }
        }
    }

    private static void samePort(Declaration declaration, List<Declaration> visible) {
        String name = declaration.attributes().samePortAs();
        if (name.isEmpty()) {
            return;
        }
        Declaration other = visible.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ExtensionConfigurationException(declaration + ": samePortAs = \"" + name
                        + "\", but no endpoint of that name is known here; known: " + known(visible)));
        if (other.attributes().protocol() == declaration.attributes().protocol()) {
            throw new ExtensionConfigurationException(declaration + " (\"" + declaration.name() + "\"): samePortAs = \""
                    + name + "\", but " + other + " is " + other.attributes().protocol()
                    + " too; allowed is the name of an endpoint of the other protocol");
        }
    }

    static String known(List<Declaration> visible) {
        String names =
                visible.stream().map(one -> "\"" + one.name() + "\"").distinct().collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }
}
