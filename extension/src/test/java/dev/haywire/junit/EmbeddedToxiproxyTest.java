package dev.haywire.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.toxiproxy.EmbeddedToxiproxy;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Where control servers are injected, as what, and how long they live. */
class EmbeddedToxiproxyTest {
    private static final Kit.Notes NOTES = new Kit.Notes();

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    private static InetSocketAddress address(URI uri) {
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** So many notes of so many servers, all of them gone. */
    private static void noted(int notes, int servers) {
        assertThat(NOTES.all()).hasSize(notes);
        assertThat(new HashSet<>(NOTES.all())).hasSize(servers);
        assertThat(NOTES.all(URI.class)).allMatch(uri -> Client.isGone(address(uri)), "is gone");
    }

    private static Proxy proxy(ToxiproxyClient client, String name) throws IOException {
        return client.createProxy(name, "127.0.0.1:0", "127.0.0.1:1");
    }

    @Test
    void eachTestHasOneInAllItsForms() {
        Kit.run(Forms.class).passed(2);
        noted(2, 2);
    }

    @InKit
    static class Forms {
        @EmbeddedToxiproxy
        ToxiproxyClient client;

        @BeforeEach
        void first(@EmbeddedToxiproxy ToxiproxyClient earlier) throws IOException {
            proxy(earlier, "made before");
        }

        @Test
        void one(@EmbeddedToxiproxy URI uri, @EmbeddedToxiproxy InetSocketAddress address) throws IOException {
            NOTES.add(uri);
            assertThat(uri).hasScheme("http").hasHost("127.0.0.1").hasPort(address.getPort());
            assertThat(address.getAddress().isLoopbackAddress()).isTrue();
            assertThat(client.getProxies()).hasSize(1);
            assertThat(client.version()).isEqualTo("{\"version\": \"2.12.0\"}");
        }

        @Test
        void two(@EmbeddedToxiproxy URI uri) throws IOException {
            NOTES.add(uri);
            assertThat(client.getProxies()).hasSize(1);
        }
    }

    @Test
    void aStaticFieldHoldsOneForTheClassAndItsNestedClasses() {
        Kit.run(OfClass.class).passed(3);
        noted(3, 1);
    }

    @InKit
    static class OfClass {
        @EmbeddedToxiproxy
        static ToxiproxyClient client;

        @BeforeAll
        static void before(@EmbeddedToxiproxy ToxiproxyClient same) throws IOException {
            proxy(same, "kept");
        }

        @Test
        void one(@EmbeddedToxiproxy URI uri) throws IOException {
            check(uri);
        }

        @Test
        void two(@EmbeddedToxiproxy URI uri) throws IOException {
            check(uri);
        }

        /** What the test before has made is gone, what was made before all is not. */
        private void check(URI uri) throws IOException {
            NOTES.add(uri);
            assertThat(client.getProxies()).extracting(Proxy::getName).containsExactly("kept");
            proxy(client, "made in a test");
        }

        @InKit
        @Nested
        class Inner {
            @Test
            void three(@EmbeddedToxiproxy URI uri) throws IOException {
                check(uri);
            }
        }
    }

    @Test
    void anInstancePerClassHoldsOneForTheClass() {
        Kit.run(PerClass.class).passed(2);
        noted(2, 1);
    }

    @InKit
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {
        @EmbeddedToxiproxy
        URI uri;

        @Test
        void one() {
            NOTES.add(uri);
        }

        @Test
        void two() {
            NOTES.add(uri);
        }
    }

    @Test
    void isInjectedIntoConstructorsAndByAnnotationsOfOnesOwn() {
        Kit.run(Composed.class).passed(1);
        noted(1, 1);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @EmbeddedToxiproxy
    @interface Control {}

    @InKit
    static class Composed {
        @Control
        URI uri;

        Composed(@Control URI earlier) {
            NOTES.add(earlier);
        }

        @Test
        void same() {
            assertThat(NOTES.all()).containsExactly(uri);
        }
    }

    @Test
    void endsWithAFailingTestTooWhichTellsTheSeed() {
        Throwable failure = Kit.run(Failing.class).ended(0, 1, 0).failure();
        noted(1, 1);
        assertThat(failure.getSuppressed()).singleElement().asString().startsWith("haywire.seed=");
    }

    @InKit
    static class Failing {
        @Test
        void fails(@EmbeddedToxiproxy URI uri, @EmbeddedToxiproxy ToxiproxyClient client) throws IOException {
            NOTES.add(uri);
            proxy(client, "left behind");
            throw new AssertionError("on purpose");
        }
    }

    @Test
    void aFormThatThereIsNot() {
        Throwable failure = Kit.run(WrongForm.class).ended(0, 1, 0).failure();
        assertThat(failure)
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessage("@EmbeddedToxiproxy on parameter 0 of method EmbeddedToxiproxyTest.WrongForm.wrong(String):"
                        + " a control server cannot be injected as String; allowed are ToxiproxyClient, URI and"
                        + " InetSocketAddress");
    }

    @InKit
    static class WrongForm {
        @Test
        void wrong(@EmbeddedToxiproxy String text) {}
    }

    @Test
    void aFinalField() {
        Throwable failure = Kit.run(FinalField.class).ended(0, 1, 0).failure();
        assertThat(failure)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@EmbeddedToxiproxy on field EmbeddedToxiproxyTest.FinalField.uri: the field is final;"
                        + " allowed is a field that is not");
    }

    @InKit
    static class FinalField {
        @EmbeddedToxiproxy
        final URI uri = null;

        @Test
        void wrong() {}
    }

    @Test
    void anEndpointBesideIt() {
        Throwable failure = Kit.run(Both.class).ended(0, 1, 0).failure();
        assertThat(failure)
                .hasMessage("@EmbeddedToxiproxy on field EmbeddedToxiproxyTest.Both.uri: allowed is one of"
                        + " @EmbeddedToxiproxy, an endpoint annotation and @Wired");
    }

    @InKit
    static class Both {
        @EmbeddedToxiproxy
        @TcpEchoServer
        URI uri;

        @Test
        void wrong() {}
    }

    @Test
    void standsBesideEndpoints() {
        Kit.run(BesideEndpoints.class).passed(1);
    }

    @InKit
    static class BesideEndpoints {
        @Test
        void proxied(@TcpEchoServer TcpEndpoint echo, @EmbeddedToxiproxy ToxiproxyClient client) throws IOException {
            Proxy proxy = client.createProxy("echo", "127.0.0.1:0", echo.host() + ":" + echo.port());
            int port = Integer.parseInt(proxy.getListen().replaceFirst(".*:", ""));
            assertThat(Client.echoes(new InetSocketAddress("127.0.0.1", port))).isTrue();
            echo.awaitAccepted(1);
        }
    }

    @Test
    void aStaticFieldOfABaseClassHoldsOneForTheClassesThatInheritIt() {
        Kit.run(InheritsStatic.class).passed(3);
        noted(4, 1);
    }

    static class StaticBase {
        @EmbeddedToxiproxy
        static URI inherited;
    }

    @InKit
    static class InheritsStatic extends StaticBase {
        @Test
        void one() {
            NOTES.add(inherited);
        }

        @InKit
        @Nested
        class Inner extends StaticBase {
            @Test
            void two() {
                NOTES.add(inherited);
            }

            @InKit
            @Nested
            class Innermost extends StaticBase {
                @Test
                void three(@EmbeddedToxiproxy URI same) {
                    NOTES.add(inherited);
                    NOTES.add(same);
                }
            }
        }
    }

    @Test
    void aNestedClassInheritsWhatTheClassAroundItDoesNot() {
        Kit.run(OnlyInnerInherits.class).passed(2);
        noted(3, 2);
    }

    @InKit
    static class OnlyInnerInherits {
        @Test
        void one(@EmbeddedToxiproxy URI ofTheTest) {
            NOTES.add(ofTheTest);
        }

        @InKit
        @Nested
        class Inner extends StaticBase {
            @BeforeAll
            static void before(@EmbeddedToxiproxy URI same) {
                NOTES.add(same);
            }

            @Test
            void two() {
                NOTES.add(inherited);
            }
        }
    }

    @Test
    void anInstanceFieldOfABaseClassIsInjectedIntoEachInstance() {
        Kit.run(InheritsField.class).passed(2);
        noted(3, 2);
    }

    static class FieldBase {
        @EmbeddedToxiproxy
        private URI inherited;

        URI inherited() {
            return inherited;
        }
    }

    @InKit
    static class InheritsField extends FieldBase {
        @Test
        void one() {
            NOTES.add(inherited());
        }

        @InKit
        @Nested
        class Inner extends FieldBase {
            @Test
            void two() {
                NOTES.add(inherited());
                NOTES.add(InheritsField.this.inherited());
            }
        }
    }

    @Test
    void onRecordComponentsAndTheirStaticFields() {
        Kit.run(OfRecord.class).passed(3);
        noted(3, 1);
        assertThat(OfRecord.shared).isEqualTo(NOTES.all().get(0));
    }

    @InKit
    record OfRecord(
            @EmbeddedToxiproxy URI uri, @EmbeddedToxiproxy InetSocketAddress address) {
        @EmbeddedToxiproxy
        static URI shared;

        @RepeatedTest(2)
        void repeated() {
            NOTES.add(uri);
            assertThat(uri).hasPort(address.getPort());
        }

        @Test
        void test(@EmbeddedToxiproxy URI same) {
            NOTES.add(same);
        }
    }

    @Test
    void aRecordHasOneForEachTest() {
        Kit.run(EachOfRecord.class).passed(2);
        noted(2, 2);
    }

    @InKit
    record EachOfRecord(@EmbeddedToxiproxy URI uri) {
        @RepeatedTest(2)
        void test() {
            NOTES.add(uri);
        }
    }

    /** The other forms are there on a class path without the client; for the client, it says what to add. */
    @Test
    void needsTheClientForTheClientOnly() throws Exception {
        URL[] withoutClient = {
            HaywireExtension.class.getProtectionDomain().getCodeSource().getLocation(),
            Test.class.getProtectionDomain().getCodeSource().getLocation(),
            org.junit.platform.commons.JUnitException.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation(),
        };
        try (URLClassLoader loader = new URLClassLoader(withoutClient, ClassLoader.getPlatformClassLoader())) {
            var check = loader.loadClass("dev.haywire.internal.junit.HeldControl")
                    .getDeclaredMethod("requireClient", Class.class, String.class);
            check.setAccessible(true);
            assertThatThrownBy(
                            () -> check.invoke(null, ToxiproxyClient.class, "@EmbeddedToxiproxy on field Example.uri"))
                    .cause()
                    .hasMessage(
                            "@EmbeddedToxiproxy on field Example.uri: Toxiproxy's client is not on the class path; add"
                                    + " eu.rekawek.toxiproxy:toxiproxy-java, for tests, in version 2.1.11, for instance");
            check.invoke(null, URI.class, "");
            Class<?> injected = loader.loadClass("dev.haywire.internal.toxiproxy.InjectedServer");
            try (AutoCloseable server =
                    (AutoCloseable) injected.getConstructor(long.class).newInstance(0L)) {
                var supports = injected.getMethod("supports", Class.class);
                assertThat(supports.invoke(server, URI.class)).isEqualTo(true);
                assertThat(supports.invoke(server, InetSocketAddress.class)).isEqualTo(true);
                assertThat(supports.invoke(server, String.class)).isEqualTo(false);
                var as = injected.getMethod("as", Class.class);
                InetSocketAddress address = (InetSocketAddress) as.invoke(server, InetSocketAddress.class);
                URI uri = (URI) as.invoke(server, URI.class);
                assertThat(uri).hasPort(address.getPort());
                assertThat(new String(
                                uri.resolve("/proxies").toURL().openStream().readAllBytes(), UTF_8))
                        .isEqualTo("{}");
            }
        }
    }
}
