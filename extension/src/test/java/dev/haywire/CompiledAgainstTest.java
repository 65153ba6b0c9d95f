package dev.haywire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.junit.HaywireExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.annotation.Testable;
import org.opentest4j.AssertionFailedError;

/** Programs compile against Haywire without a warning: whoever has {@code -Werror} could not use it else. */
class CompiledAgainstTest {
    private static final String FACADE_ALONE = """
            import dev.haywire.*;
            import dev.haywire.fault.*;
            import java.time.Duration;

            class Program {
                static void run() {
                    try (Haywire haywire = Haywire.builder().seed(1).open()) {
                        TcpEndpoint server = haywire.tcpEchoServer(options -> options.name("orders"));
                        ActiveFault slow = server.apply(Faults.latency(Duration.ofMillis(1)).onConnections(0));
                        server.during(Faults.reset().onAccept(), () -> {});
                        TcpConnection connection = server.takeConnection();
                        System.out.println(connection.closeReason() + " " + slow.fired() + server.journal().lines());
                        UdpEndpoint peer = haywire.udpPeer();
                        peer.apply(Faults.drop().nth(1).upstream());
                        Datagram first = peer.takeDatagram();
                        System.out.println(first + " " + peer.counts(Direction.UPSTREAM));
                        haywire.tcpServer(session -> session.send("hello"));
                    }
                }
            }
            """;

    private static final String TEST_CLASS = """
            import dev.haywire.*;
            import dev.haywire.fault.*;
            import org.junit.jupiter.api.Test;

            @HaywireTest
            class ATest {
                @TcpEchoServer
                @Latency(1)
                TcpEndpoint server;

                @Test
                @Stall(on = "server")
                void test(@UdpPeer @Drop({3, 5}) UdpEndpoint peer, @Wired("server") String address) {}

                @EachProtocol
                void both(Endpoint endpoint) {}
            }
            """;

    @TempDir
    private Path out;

    private static Path ofClass(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private List<String> diagnostics(String name, String source, Class<?>... beside) throws IOException {
        List<Path> classPath = new ArrayList<>(List.of(ofClass(HaywireExtension.class)));
        Stream.of(beside).map(CompiledAgainstTest::ofClass).forEach(classPath::add);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(told, null, null)) {
            files.setLocationFromPaths(javax.tools.StandardLocation.CLASS_PATH, classPath);
            files.setLocationFromPaths(javax.tools.StandardLocation.CLASS_OUTPUT, List.of(out));
            JavaFileObject file =
                    new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                        @Override
                        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                            return source;
                        }
                    };
            List<String> options = List.of("-Xlint:all", "-proc:none");
            compiler.getTask(null, files, told, options, null, List.of(file)).call();
        }
        return told.getDiagnostics().stream().map(CompiledAgainstTest::spelled).toList();
    }

    private static String spelled(Diagnostic<? extends JavaFileObject> told) {
        return told.getKind() + " " + told.getMessage(null);
    }

    @Test
    void theFacadeNeedsNothingElseOnTheClassPath() throws IOException {
        assertThat(diagnostics("Program", FACADE_ALONE)).isEmpty();
    }

    /** A program that names each type it can use without JUnit. */
    @Test
    void noPublicTypeButAnnotationsNeedsMore() throws IOException {
        StringBuilder source = new StringBuilder("class Names { Class<?>[] all = {");
        List<String> types = typesWithoutJUnit();
        assertThat(types)
                .contains("dev.haywire.Haywire", "dev.haywire.fault.Faults")
                .hasSizeGreaterThan(50);
        types.forEach(type -> source.append(type).append(".class, "));
        assertThat(diagnostics("Names", source.append("}; }").toString())).isEmpty();
    }

    private static List<String> typesWithoutJUnit() throws IOException {
        List<String> types = new ArrayList<>();
        for (String folder : List.of("dev/haywire", "dev/haywire/fault")) {
            try (Stream<Path> files = Files.list(ofClass(HaywireExtension.class).resolve(folder))) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class") && !file.contains("-") && !file.contains("$"))
                        .map(file -> folder.replace('/', '.') + "." + file.replace(".class", ""))
                        .filter(CompiledAgainstTest::isUsable)
                        .forEach(types::add);
            }
        }
        return types;
    }

    private static boolean isUsable(String name) {
        try {
            Class<?> type = Class.forName(name, false, CompiledAgainstTest.class.getClassLoader());
            return java.lang.reflect.Modifier.isPublic(type.getModifiers())
                    && (!type.isAnnotation() || type == Experimental.class);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void testsNeedWhatJUnitBringsAlong() throws IOException {
        assertThat(diagnostics(
                        "ATest",
                        TEST_CLASS,
                        Test.class,
                        Testable.class,
                        AssertionFailedError.class,
                        API.class,
                        NullMarked.class))
                .isEmpty();
    }

    /** JUnit 5 does not bring JSpecify along. */
    @Test
    void testsNeedNoNullAnnotations() throws IOException {
        assertThat(diagnostics("ATest", TEST_CLASS, Test.class, Testable.class, AssertionFailedError.class, API.class))
                .isEmpty();
    }
}
