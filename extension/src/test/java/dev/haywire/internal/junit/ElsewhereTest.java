package dev.haywire.internal.junit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.TcpEchoServer;
import dev.haywire.fault.ConnectHang;
import dev.haywire.internal.net.LiveTcpEndpoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** What older versions of JUnit and other operating systems cannot do. */
class ElsewhereTest {

    @TcpEchoServer
    @ConnectHang
    private static final class Declared {}

    private static final Place PLACE = new Place.OfType(Declared.class);

    private static <T> T standIn(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static <A extends Annotation> A declared(Class<A> type) {
        return Declared.class.getAnnotation(type);
    }

    @Test
    void aFaultThatTheOperatingSystemCannotDoAbortsTheTestWithTheReason() {
        LiveTcpEndpoint endpoint = standIn(LiveTcpEndpoint.class, (proxy, method, arguments) -> {
            throw new UnsupportedOperationException("connectHang() needs Linux");
        });
        Started started = new Started(Declaration.of(PLACE, 0, declared(TcpEchoServer.class)), endpoint, () -> {});
        FaultDeclaration fault =
                FaultDeclaration.of(PLACE, 0, new Annotations.FoundFault(declared(ConnectHang.class), false));
        assertThatThrownBy(() -> AnnotatedFaults.applied(fault, started))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("@ConnectHang on type ElsewhereTest.Declared: connectHang() needs Linux");
    }

    @Test
    void scopeSessionNeedsTheStoreOfTheLauncherSession() {
        ExtensionContext before513 = standIn(ExtensionContext.class, (proxy, method, arguments) -> {
            throw new NoSuchMethodError("getStore");
        });
        Declaration declaration = Declaration.of(PLACE, 0, declared(TcpEchoServer.class));
        assertThatThrownBy(() -> SessionStore.of(before513, declaration))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@TcpEchoServer on type ElsewhereTest.Declared: scope = SESSION needs JUnit 5.13 or newer, which has a store for the"
                                + " launcher session; allowed before is scope = CLASS");
    }
}
