package dev.haywire.internal.toxiproxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Each call is answered soon, whatever clients do: one that does not read, and one that stops within a request. */
@Isolated("asks how soon an answer comes")
class NoHangTest {
    private static final int TRIES = 9;
    /** The median of some tries, so that a machine that is busy with something else does not count. */
    private static final long AT_MOST_MILLIS = 5_000;

    private ControlServer server;

    @BeforeEach
    void start() {
        server = ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private long millisFor(Runnable request) {
        long start = System.nanoTime();
        request.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static void assertSoon(long[] millis) {
        Arrays.sort(millis);
        assertThat(millis[TRIES / 2]).as(Arrays.toString(millis)).isLessThanOrEqualTo(AT_MOST_MILLIS);
    }

    @Test
    void removingALatencyWhoseClientDoesNotRead() throws Exception {
        long[] removals = new long[TRIES];
        long[] looks = new long[TRIES];
        for (int i = 0; i < TRIES; i++) {
            try (ServerSocket upstream = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                    Control proxy = Control.proxy(server.address(), "127.0.0.1:" + upstream.getLocalPort());
                    Socket client = new Socket()) {
                proxy.add("latency", "downstream", "'latency':60000");
                client.setReceiveBufferSize(4096);
                client.connect(proxy.address());
                try (Socket sender = upstream.accept()) {
                    fill(sender);
                    removals[i] = millisFor(() -> proxy.remove("latency"));
                    looks[i] = millisFor(() -> assertThat(RawHttp.send(server.address(), "GET", "/proxies", "")
                                    .status())
                            .isEqualTo(200));
                }
            }
        }
        assertSoon(removals);
        assertSoon(looks);
    }

    /** More than all buffers but the toxic's hold. */
    private static void fill(Socket sender) throws IOException {
        byte[] block = new byte[64 * 1024];
        for (int i = 0; i < 128; i++) {
            sender.getOutputStream().write(block);
        }
    }

    @Test
    void lookingAtAProxyNextToAHalfSentBody() throws Exception {
        long[] looks = new long[TRIES];
        for (int i = 0; i < TRIES; i++) {
            try (Control proxy = Control.proxy(server.address(), "127.0.0.1:1");
                    Socket slow = new Socket()) {
                proxy.add("latency", "downstream", "");
                String path = proxy.path();
                slow.connect(server.address());
                slow.getOutputStream()
                        .write(("POST " + path + "/toxics/latency HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{")
                                .getBytes(ISO_8859_1));
                looks[i] = millisFor(() -> {
                    assertThat(RawHttp.send(server.address(), "GET", path, "").status())
                            .isEqualTo(200);
                    assertThat(RawHttp.send(server.address(), "GET", "/proxies", "")
                                    .status())
                            .isEqualTo(200);
                });
            }
        }
        assertSoon(looks);
    }

    @Test
    void endingTheServerNextToAHalfSentBodyAndAHalfSentHead() throws Exception {
        try (Socket body = new Socket();
                Socket head = new Socket()) {
            body.connect(server.address());
            body.getOutputStream()
                    .write("POST /proxies HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{".getBytes(ISO_8859_1));
            head.connect(server.address());
            head.getOutputStream().write("POST /prox".getBytes(ISO_8859_1));
            RawHttp.send(server.address(), "GET", "/version", "");
            assertThat(millisFor(server::close)).isLessThan(10_000);
            body.setSoTimeout(10_000);
            try {
                assertThat(body.getInputStream().read()).isEqualTo(-1);
            } catch (IOException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
        }
    }
}
