package dev.haywire.internal.toxiproxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that does not arrive in whole ends its connection; in tests sooner than after 15 seconds. */
class RequestArrivalTest {
    private ControlServer control;

    @AfterEach
    void end() {
        control.close();
    }

    private Socket connected(Duration arrival) throws IOException {
        control = ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0, null, arrival);
        Socket client =
                new Socket(control.address().getAddress(), control.address().getPort());
        client.setSoTimeout(20_000);
        return client;
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String rest(Socket client) throws IOException {
        try {
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "G",
                "GET /proxies HTTP/1.1\r",
                "GET /proxies HTTP/1.1\r\nHost: x\r\n",
                "POST /proxies HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{",
                "POST /proxies HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
                "POST /proxies HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n",
            })
    void oneThatStopsIsClosedWithoutAnAnswer(String beginning) throws IOException {
        try (Socket client = connected(Duration.ofMillis(50))) {
            write(client, beginning);
            assertThat(rest(client)).isEmpty();
        }
    }

    /** Each byte in time does not make the whole come in time. */
    @Test
    void oneThatComesByteByByteIsClosedToo() throws IOException {
        try (Socket client = connected(Duration.ofMillis(50))) {
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            client.setSoTimeout(1);
            boolean open = isOpenAfter(client, "GET /proxies HTTP/1.1\r\nX: ");
            while (open && System.nanoTime() < deadline) {
                open = isOpenAfter(client, "y");
            }
            assertThat(open).isFalse();
        }
    }

    private static boolean isOpenAfter(Socket client, String more) {
        try {
            write(client, more);
            return client.getInputStream().read() >= 0;
        } catch (SocketTimeoutException nothingYet) {
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void eachRequestOfAConnectionHasItsOwnTime() throws IOException {
        try (Socket client = connected(Duration.ofSeconds(15))) {
            for (int i = 0; i < 3; i++) {
                write(client, "GET /proxies HT");
                write(client, "TP/1.1\r\nHost: x\r\n\r\n");
                assertThat(RawHttp.read(client.getInputStream(), false).body()).isEqualTo("{}");
            }
        }
    }

    /** The time of a request begins with its first byte, not with the end of the one before. */
    @Test
    void aConnectionMayBeIdleBetweenRequests() throws IOException {
        try (Socket client = connected(Duration.ofSeconds(2))) {
            write(client, "GET /proxies HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(RawHttp.read(client.getInputStream(), false).body()).isEqualTo("{}");
            try (Socket other =
                    new Socket(control.address().getAddress(), control.address().getPort())) {
                other.setSoTimeout(20_000);
                assertThat(rest(other)).isEmpty(); // and has been open for that long
            }
            write(client, "GET /proxies HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(RawHttp.read(client.getInputStream(), false).body()).isEqualTo("{}");
        }
    }

    /** More than the kernel holds for a client that does not read. */
    @Test
    void aClientThatDoesNotTakeItsAnswerIsClosedToo() throws IOException {
        try (Socket first = connected(Duration.ofMillis(500))) {
            for (int i = 0; i < 16; i++) {
                String proxy =
                        "[{\"name\":\"" + i + "\",\"enabled\":false,\"upstream\":\"" + "y".repeat(1 << 20) + "\"}]";
                assertThat(control.populate(proxy.getBytes(ISO_8859_1))).startsWith("201 ");
            }
            assertThat(rest(first)).isEmpty();
            try (Socket idle = new Socket()) {
                idle.setReceiveBufferSize(4096);
                idle.connect(control.address());
                write(idle, "GET /proxies HTTP/1.1\r\nHost: x\r\n\r\n");
                idle.setSoTimeout(20_000);
                long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                boolean open = true;
                while (open && System.nanoTime() < deadline) {
                    open = takesAnotherByte(idle);
                }
                assertThat(open).isFalse();
            }
        }
    }

    /** A byte for a socket that has been closed is answered with an RST, which the next write meets. */
    private static boolean takesAnotherByte(Socket client) {
        try {
            write(client, "y");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
