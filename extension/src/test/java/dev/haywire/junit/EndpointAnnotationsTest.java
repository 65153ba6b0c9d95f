package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.EachProtocol;
import dev.haywire.HaywireTest;
import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpHandler;
import dev.haywire.TcpProxy;
import dev.haywire.TcpServer;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpHandler;
import dev.haywire.UdpPeer;
import dev.haywire.UdpProxy;
import dev.haywire.Wired;
import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the annotations themselves promise. */
class EndpointAnnotationsTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                TcpEchoServer.class,
                TcpServer.class,
                TcpProxy.class,
                UdpEchoServer.class,
                UdpPeer.class,
                UdpProxy.class
            })
    void haveTheSameShapeAsTheirContainers(Class<? extends Annotation> type) throws ReflectiveOperationException {
        Class<? extends Annotation> container =
                type.getAnnotation(Repeatable.class).value();
        for (Class<? extends Annotation> one : List.of(type, container)) {
            assertThat(one.getAnnotation(Retention.class).value()).isEqualTo(RetentionPolicy.RUNTIME);
            assertThat(one.getAnnotation(Target.class).value())
                    .containsExactlyInAnyOrder(
                            ElementType.TYPE,
                            ElementType.METHOD,
                            ElementType.FIELD,
                            ElementType.PARAMETER,
                            ElementType.ANNOTATION_TYPE);
            assertThat(one).hasAnnotations(Inherited.class, Documented.class);
            assertThat(one.getAnnotation(ExtendWith.class).value()).containsExactly(HaywireExtension.class);
        }
        assertThat(container.getEnclosingClass()).isEqualTo(type);
        assertThat(type.getMethod("name").getDefaultValue()).isEqualTo("");
        assertThat(type.getMethod("port").getDefaultValue()).isEqualTo(0);
        assertThat(type.getMethod("host").getDefaultValue()).isEqualTo("");
        assertThat(type.getMethod("scope").getDefaultValue()).isEqualTo(Scope.DECLARED);
        assertThat(type.getMethod("property").getDefaultValue()).isEqualTo("");
        assertThat(type.getMethod("samePortAs").getDefaultValue()).isEqualTo("");
        assertThat(type.getMethod("receiveBuffer").getDefaultValue()).isEqualTo(0);
    }

    @Test
    void ofServersAndProxiesHaveTheirOwnAttributes() throws ReflectiveOperationException {
        assertThat(TcpProxy.class.getMethod("value").getDefaultValue()).isEqualTo("");
        assertThat(TcpServer.class.getMethod("greeting").getDefaultValue()).isEqualTo("");
        assertThat(TcpServer.class.getMethod("reply").getDefaultValue()).isEqualTo("");
        assertThat(TcpServer.class.getMethod("until").getDefaultValue()).isEqualTo("\n");
        assertThat(TcpServer.class.getMethod("charset").getDefaultValue()).isEqualTo("UTF-8");
        assertThat(TcpServer.class.getMethod("closeAfterReply").getDefaultValue())
                .isEqualTo(false);
        assertThat(TcpServer.class.getMethod("handler").getDefaultValue()).isEqualTo(TcpHandler.class);
    }

    @Test
    void ofPeersHaveTheirOwnAttributes() throws ReflectiveOperationException {
        assertThat(UdpProxy.class.getMethod("value").getDefaultValue()).isEqualTo("");
        assertThat(UdpPeer.class.getMethod("mode").getDefaultValue()).isEqualTo(UdpPeer.Mode.SINK);
        assertThat(UdpPeer.class.getMethod("reply").getDefaultValue()).isEqualTo("");
        assertThat(UdpPeer.class.getMethod("charset").getDefaultValue()).isEqualTo("UTF-8");
        assertThat(UdpPeer.class.getMethod("handler").getDefaultValue()).isEqualTo(UdpHandler.class);
        assertThat(UdpPeer.class.getMethod("multicastGroup").getDefaultValue()).isEqualTo("");
        assertThat(UdpPeer.class.getMethod("broadcast").getDefaultValue()).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(classes = {Wired.class, HaywireTest.class, EachProtocol.class})
    void othersRegisterTheExtensionToo(Class<? extends Annotation> type) {
        assertThat(type.getAnnotation(ExtendWith.class).value()).containsExactly(HaywireExtension.class);
        assertThat(type.getAnnotation(Retention.class).value()).isEqualTo(RetentionPolicy.RUNTIME);
    }
}
