package dev.haywire.internal.junit;

import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** The store of the launcher session. JUnit before 5.13 has none: nothing else may name it. */
final class SessionStore {

    private SessionStore() {}

    static Store of(ExtensionContext context, Declaration asking) {
        try {
            return Access.to(context, Stored.NAMESPACE);
        } catch (LinkageError older) {
            throw new ExtensionConfigurationException(
                    asking
                            + ": scope = SESSION needs JUnit 5.13 or newer, which has a store for the launcher session; allowed before is scope = CLASS",
                    older);
        }
    }

    /** The same where there is one, else that of the execution. */
    static Store orExecution(ExtensionContext context) {
        return orExecution(context, Stored.NAMESPACE);
    }

    static Store orExecution(ExtensionContext context, Namespace namespace) {
        try {
            return Access.to(context, namespace);
        } catch (LinkageError older) {
            return context.getRoot().getStore(namespace);
        }
    }

    /** A class of its own, so that the one around it links on every JUnit. */
    private static final class Access {
        static Store to(ExtensionContext context, Namespace namespace) {
            return context.getStore(StoreScope.LAUNCHER_SESSION, namespace);
        }
    }
}
