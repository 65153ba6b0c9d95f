package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.kit.Processes;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.opentest4j.AssertionFailedError;

/** A test module, with all of JUnit on the module path, in a JVM of its own. */
@ResourceLock(Processes.STARTED)
class ModulePathTest {
    private static final List<Class<?>> LIBRARIES = List.of(
            Test.class,
            JupiterTestEngine.class,
            Testable.class,
            TestEngine.class,
            Launcher.class,
            AssertionFailedError.class,
            API.class,
            NullMarked.class);

    private static final String MODULE = """
            module com.example.orders.test {
                requires dev.haywire;
                requires org.junit.jupiter.api;
                requires org.junit.platform.launcher;

                opens com.example.orders.test to %s;
            }
            """;

    private static final String TESTS = """
            package com.example.orders.test;

            import dev.haywire.*;
            import dev.haywire.fault.Latency;
            import java.net.Socket;
            import org.junit.jupiter.api.RepeatedTest;
            import org.junit.jupiter.api.Test;

            class OrdersTest {
                @TcpEchoServer
                private TcpEndpoint server;

                @TcpEchoServer
                private static int port;

                @Test
                @Latency(value = 1, on = "server")
                void echoes(@UdpPeer UdpEndpoint peer) throws Exception {
                    try (Socket socket = new Socket(server.host(), server.port())) {
                        socket.getOutputStream().write('x');
                        if (socket.getInputStream().read() != 'x') {
                            throw new AssertionError();
                        }
                    }
                }

                @RepeatedTest(2)
                void repeats() {}
            }
            """;

    private static final String MAIN = """
            package com.example.orders.test;

            import org.junit.platform.engine.discovery.DiscoverySelectors;
            import org.junit.platform.launcher.core.*;
            import org.junit.platform.launcher.listeners.*;

            public class Main {
                public static void main(String[] args) {
                    var told = new SummaryGeneratingListener();
                    var tests = LauncherDiscoveryRequestBuilder.request()
                            .selectors(DiscoverySelectors.selectClass(OrdersTest.class));
                    LauncherFactory.create().execute(tests.build(), told);
                    told.getSummary().getFailures().forEach(failure -> System.out.println(failure.getException()));
                    System.out.println(told.getSummary().getTestsSucceededCount() + " passed");
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void runsWhereThePackageIsOpenedToJUnitAndHaywire() throws Exception {
        assertThat(run("org.junit.platform.commons, dev.haywire")).containsExactly("3 passed");
    }

    @Test
    void saysWhatToOpen() throws Exception {
        assertThat(run("org.junit.platform.commons"))
                .satisfiesExactly(
                        failure -> assertThat(failure)
                                .contains("@TcpEchoServer on field OrdersTest.port: cannot be set: ")
                                .endsWith("module com.example.orders.test does not"
                                        + " \"opens com.example.orders.test\" to module dev.haywire"),
                        last -> assertThat(last).isEqualTo("0 passed"));
    }

    private List<String> run(String openedTo) throws Exception {
        Path sources = Files.createDirectory(folder.resolve("src"));
        List<String> files = List.of(
                write(sources, "module-info.java", MODULE.formatted(openedTo)),
                write(sources, "OrdersTest.java", TESTS),
                write(sources, "Main.java", MAIN));
        List<String> path = new ArrayList<>(List.of(haywire().toString()));
        LIBRARIES.forEach(type -> path.add(ofClass(type).toString()));
        String modules = String.join(File.pathSeparator, path);
        Path classes = folder.resolve("classes");
        List<String> arguments = new ArrayList<>(List.of("-p", modules, "-d", classes.toString(), "-proc:none"));
        arguments.addAll(files);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return printed(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                modules + File.pathSeparator + classes,
                "--add-modules",
                "org.junit.jupiter.engine",
                "-m",
                "com.example.orders.test/com.example.orders.test.Main"));
    }

    private List<String> printed(List<String> command) throws Exception {
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        try {
            assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(out);
    }

    private static String write(Path sources, String name, String text) throws IOException {
        return Files.writeString(sources.resolve(name), text).toString();
    }

    private static Path ofClass(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** As the build makes it: a module by the name in its manifest. */
    private Path haywire() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Automatic-Module-Name"), "dev.haywire");
        Path jar = folder.resolve("haywire.jar");
        Path classes = ofClass(HaywireExtension.class);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(classes)) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(one).toString().replace(File.separatorChar, '/');
                if (!name.equals("META-INF/MANIFEST.MF")) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(one, out);
                    out.closeEntry();
                }
            }
        }
        return jar;
    }
}
