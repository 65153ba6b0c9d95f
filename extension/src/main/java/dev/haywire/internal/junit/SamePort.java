package dev.haywire.internal.junit;

import dev.haywire.internal.net.PortTakenException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Starts endpoints under one port number. */
final class SamePort {
    /** Each fails where others have just that number; with 9 of 10 numbers taken that is all of them once in 38 000. */
    private static final int ATTEMPTS = 100;

    private SamePort() {}

    /** Starts one on the number of another that is live. */
    static Started beside(Started other, Declaration declaration, Starter starter) {
        int number = other.endpoint().port();
        int port = declaration.attributes().port();
        if (port != 0 && port != number) {
            throw new ExtensionConfigurationException(declaration + ": port = " + port + " beside samePortAs = \""
                    + other.declaration().name() + "\", but " + other.declaration() + " has port " + number
                    + "; allowed is one number for both");
        }
        try {
            return starter.start(declaration, number);
        } catch (ExtensionConfigurationException failure) {
            throw isTaken(failure) ? taken(declaration, other, failure) : failure;
        }
    }

    /** Starts all on one number, which without a fixed one is any that is free for all of them. */
    static List<Started> together(List<Declaration> declarations, Starter starter) {
        int fixed = declarations.stream()
                .mapToInt(one -> one.attributes().port())
                .filter(port -> port != 0)
                .findFirst()
                .orElse(0);
        for (int attempt = 1; ; attempt++) {
            List<Started> started = new ArrayList<>();
            try {
                started.add(starter.start(declarations.get(0), fixed));
                for (Declaration other : declarations.subList(1, declarations.size())) {
                    started.add(beside(started.get(0), other, starter));
                }
                return started;
            } catch (RuntimeException failure) {
                Collections.reverse(started);
                started.forEach(Started::close);
                if (fixed != 0 || started.isEmpty() || attempt == ATTEMPTS || !isTaken(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean isTaken(RuntimeException failure) {
        return failure.getCause() instanceof PortTakenException;
    }

    private static ExtensionConfigurationException taken(
            Declaration declaration, Started other, RuntimeException cause) {
        return new ExtensionConfigurationException(
                declaration + ": samePortAs = \"" + other.declaration().name() + "\", but port "
                        + other.endpoint().port() + ", that of " + other.declaration()
                        + ", is taken by another socket; allowed is a number free in both: two that start together with no"
                        + " fixed port find one, else give both a fixed one that is free",
                cause.getCause());
    }

    static ExtensionConfigurationException unknown(Declaration declaration, List<Declaration> known) {
        return new ExtensionConfigurationException(
                declaration + ": samePortAs = \"" + declaration.attributes().samePortAs()
                        + "\", but no endpoint of that name is known here; known: " + Conflicts.known(known));
    }

    static ExtensionConfigurationException shorter(Declaration declaration, Declaration other) {
        return new ExtensionConfigurationException(declaration + ": samePortAs = \"" + other.name() + "\", but " + other
                + " may end before it; allowed is an endpoint that lives at least as long, by its place or its scope");
    }
}
