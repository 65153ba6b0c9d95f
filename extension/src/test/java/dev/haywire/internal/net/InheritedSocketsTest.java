package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Haywire;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Faults;
import dev.haywire.kit.FreePort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** Processes that are being started hold copies of closed sockets for a moment: neither a fault nor a fixed port fails for that. */
@EnabledOnOs(OS.LINUX)
@Isolated("what others close is not gone at once meanwhile")
class InheritedSocketsTest {
    private static final int CYCLES = 400;
    private static final AtomicBoolean OVER = new AtomicBoolean();
    private static Thread starter;

    @BeforeAll
    static void startProcesses() {
        Path program = Path.of("/bin/true");
        assertThat(Files.isExecutable(program)).isTrue();
        starter = new Thread(
                () -> {
                    while (!OVER.get()) {
                        try {
                            new ProcessBuilder(program.toString()).start().waitFor();
                        } catch (IOException | InterruptedException noProcess) {
                            throw new IllegalStateException(noProcess);
                        }
                    }
                },
                "starts processes");
        starter.start();
    }

    @AfterAll
    static void startNoMore() throws InterruptedException {
        OVER.set(true);
        starter.join();
    }

    private static void connect(TcpEndpoint to) throws IOException {
        try (Socket client = new Socket()) {
            client.connect(to.address(), 5_000);
        }
    }

    @Test
    void aRefusalIsOneAndEnds() throws IOException {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint server = haywire.tcpEchoServer();
            for (int i = 0; i < CYCLES; i++) {
                ActiveFault refusal = server.apply(Faults.refuse());
                assertThatThrownBy(() -> connect(server)).as("%d", i).isInstanceOf(ConnectException.class);
                if (i % 2 == 0) {
                    refusal.close();
                } else {
                    server.heal();
                }
                connect(server);
            }
        }
    }

    @Test
    void connectsHangAndGoOn() throws IOException {
        try (Haywire haywire = Haywire.open()) {
            TcpEndpoint server = haywire.tcpEchoServer();
            for (int i = 0; i < 50; i++) {
                server.apply(Faults.connectHang()).close();
                connect(server);
            }
        }
    }

    @Test
    void aFixedPortIsThereAgain() throws IOException {
        int port = FreePort.next();
        for (int i = 0; i < CYCLES; i++) {
            try (Haywire haywire = Haywire.open()) {
                connect(haywire.tcpEchoServer(options -> options.port(port)));
                haywire.udpEchoServer(options -> options.port(port));
            }
        }
    }

    @Test
    void aStartIsTriedAgainOnAPortOfOurs() {
        int port = FreePort.next();
        InheritedSockets.closed(port);
        PortTakenException taken = new PortTakenException("taken", new IOException());
        AtomicInteger tries = new AtomicInteger();
        String started = InheritedSockets.startAgain(port, taken, () -> {
            if (tries.incrementAndGet() < 3) {
                throw taken;
            }
            return "started";
        });
        assertThat(started).isEqualTo("started");
        assertThat(tries).hasValue(3);
    }

    @Test
    void aPortOfOthersIsTakenAtOnce() {
        PortTakenException taken = new PortTakenException("taken", new IOException());
        assertThatThrownBy(() -> InheritedSockets.startAgain(0, taken, () -> {
                    throw new AssertionError("was tried again");
                }))
                .isSameAs(taken);
    }
}
