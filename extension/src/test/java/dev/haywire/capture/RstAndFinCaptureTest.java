package dev.haywire.capture;

import static dev.haywire.capture.Conversation.any;
import static dev.haywire.capture.Conversation.bytes;
import static dev.haywire.capture.Conversation.only;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Haywire;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who sends RST and FIN, and where in the stream, as a third party sees it. */
@Tag("capture")
class RstAndFinCaptureTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    /** More than any socket buffer of loopback takes at once. */
    private static final int MUCH = 12_000_000;

    private Haywire haywire;
    private ServerSocket upstream;

    @BeforeEach
    void open() throws IOException {
        haywire = Haywire.open();
        upstream = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws IOException {
        haywire.close();
        upstream.close();
    }

    private static Socket connect(TcpEndpoint endpoint) throws IOException {
        Socket socket = new Socket(endpoint.address().getAddress(), endpoint.port());
        socket.setSoTimeout((int) BOUND.toMillis());
        endpoint.awaitAccepted(1, BOUND);
        return socket;
    }

    private Socket accept() throws IOException {
        upstream.setSoTimeout((int) BOUND.toMillis());
        Socket accepted = upstream.accept();
        accepted.setSoTimeout((int) BOUND.toMillis());
        return accepted;
    }

    private static Conversation seen(Capture capture, int port) throws IOException, InterruptedException {
        return new Conversation(port, capture.segments(port));
    }

    private TcpEndpoint proxy() {
        return haywire.tcpProxy((InetSocketAddress) upstream.getLocalSocketAddress());
    }

    @Test
    void anIdleConnectionIsResetByTheEndpointAlone() throws Exception {
        TcpEndpoint echo = haywire.tcpEchoServer();
        try (Capture capture = Capture.ofPorts(echo.port());
                Socket app = connect(echo)) {
            echo.apply(reset());
            assertThatThrownBy(() -> app.getInputStream().read()).isInstanceOf(SocketException.class);

            Conversation wire = seen(capture, echo.port());
            Segment rst = only(wire.segments(), Segment::rst);
            assertThat(rst.sourcePort()).isEqualTo(echo.port());
            assertThat(rst.seq()).isEqualTo(1);
            assertThat(any(wire.segments(), Segment::fin)).isFalse();
            assertThat(wire.after(rst)).isEmpty();
        }
    }

    @Test
    void aResetAtAPositionFollowsTheAcknowledgementOfTheBytesBeforeIt() throws Exception {
        int position = MUCH - 1_234_567;
        TcpEndpoint server = haywire.tcpServer(session -> session.send(new byte[MUCH]));
        server.apply(reset().downstream().afterBytes(position));
        try (Capture capture = Capture.ofPorts(server.port());
                Socket app = connect(server)) {
            assertThat(slowly(app.getInputStream(), position)).isEqualTo(position);
            assertThatThrownBy(() -> app.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");

            resetBehind(position, seen(capture, server.port()));
        }
    }

    @Test
    void aLimitThatResetsDoesSoBehindItsLastByte() throws Exception {
        int limit = MUCH - 7_654_321;
        TcpEndpoint server = haywire.tcpServer(session -> session.send(new byte[MUCH]));
        server.apply(limitData(limit).thenReset().downstream());
        try (Capture capture = Capture.ofPorts(server.port());
                Socket app = connect(server)) {
            assertThat(slowly(app.getInputStream(), limit)).isEqualTo(limit);
            assertThatThrownBy(() -> app.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");

            resetBehind(limit, seen(capture, server.port()));
        }
    }

    private static void resetBehind(int position, Conversation wire) {
        Segment rst = only(wire.segments(), Segment::rst);
        assertThat(rst.sourcePort()).isEqualTo(wire.serverPort());
        assertThat(rst.seq()).isEqualTo(1L + position);
        assertThat(bytes(wire.byServer())).isEqualTo(position);
        assertThat(any(
                        wire.before(rst),
                        before -> before.destinationPort() == wire.serverPort() && before.ack() == 1L + position))
                .as("the last byte was acknowledged before the RST")
                .isTrue();
        assertThat(any(wire.segments(), Segment::fin)).isFalse();
    }

    /** Behind what the sender can write, so that most of it waits in its queue. */
    private static int slowly(InputStream in, int bytes) throws IOException {
        byte[] piece = new byte[32 * 1024];
        int read = 0;
        while (read < bytes) {
            int next = in.read(piece, 0, Math.min(piece.length, bytes - read));
            if (next < 0) {
                break;
            }
            read += next;
        }
        return read;
    }

    @Test
    void aLimitEndsByFinBehindItsLastByte() throws Exception {
        int limit = MUCH / 2;
        TcpEndpoint server = haywire.tcpServer(session -> session.send(new byte[MUCH]));
        server.apply(limitData(limit).downstream());
        try (Capture capture = Capture.ofPorts(server.port())) {
            try (Socket app = connect(server)) {
                assertThat(slowly(app.getInputStream(), MUCH)).isEqualTo(limit);
            }

            Conversation wire = seen(capture, server.port());
            Segment fin = only(wire.byServer(), Segment::fin);
            assertThat(fin.seq() + fin.length()).isEqualTo(1L + limit);
            assertThat(bytes(wire.byServer())).isEqualTo(limit);
            assertThat(any(wire.segments(), Segment::rst)).isFalse();
        }
    }

    @Test
    void closeSendsFinFirstAndTheApplicationAnswersWithItsOwn() throws Exception {
        TcpEndpoint echo = haywire.tcpEchoServer();
        try (Capture capture = Capture.ofPorts(echo.port())) {
            try (Socket app = connect(echo)) {
                app.getOutputStream().write(new byte[100]);
                assertThat(app.getInputStream().readNBytes(100)).hasSize(100);
                echo.apply(Faults.close());
                assertThat(app.getInputStream().read()).isEqualTo(-1);
            }

            Conversation wire = seen(capture, echo.port());
            Segment fin = only(wire.byServer(), Segment::fin);
            Segment answer = only(wire.byClient(), Segment::fin);
            assertThat(fin.seq()).isEqualTo(101);
            assertThat(wire.before(answer)).contains(fin);
            assertThat(any(wire.segments(), Segment::rst)).isFalse();
        }
    }

    @Test
    void whatIsWrittenBehindAFinOfCloseDrawsARst() throws Exception {
        TcpEndpoint echo = haywire.tcpEchoServer();
        try (Capture capture = Capture.ofPorts(echo.port());
                Socket app = connect(echo)) {
            echo.apply(Faults.close());
            assertThat(app.getInputStream().read()).isEqualTo(-1);
            app.getOutputStream().write(1);

            Conversation wire = seen(capture, echo.port());
            Segment fin = only(wire.byServer(), Segment::fin);
            Segment late = only(wire.byClient(), segment -> segment.length() == 1);
            Segment rst = only(wire.segments(), Segment::rst);
            assertThat(rst.sourcePort()).isEqualTo(echo.port());
            assertThat(wire.before(late)).contains(fin);
            assertThat(wire.before(rst)).contains(late);
        }
    }

    @Test
    void halfCloseSendsFinInOneDirectionAndTheOtherOneFlows() throws Exception {
        TcpEndpoint echo = haywire.tcpEchoServer();
        try (Capture capture = Capture.ofPorts(echo.port())) {
            try (Socket app = connect(echo)) {
                echo.apply(halfClose().downstream());
                assertThat(app.getInputStream().read()).isEqualTo(-1);
                app.getOutputStream().write(new byte[50]);
                echo.connection(0).awaitReceived(new byte[50], BOUND);
            }
            echo.awaitOpen(0, BOUND);

            Conversation wire = seen(capture, echo.port());
            Segment fin = only(wire.byServer(), Segment::fin);
            assertThat(fin.seq()).isEqualTo(1);
            assertThat(bytes(wire.byServer())).isZero();
            assertThat(bytes(wire.byClient())).isEqualTo(50);
            assertThat(any(
                            wire.after(fin),
                            segment -> segment.destinationPort() == echo.port() && segment.length() > 0))
                    .as("data behind the FIN of the other direction")
                    .isTrue();
            assertThat(only(wire.byClient(), Segment::fin).seq()).isEqualTo(51);
            assertThat(any(wire.segments(), Segment::rst)).isFalse();
        }
    }

    @Test
    void aProxyPassesOnTheApplicationsRstBehindItsData() throws Exception {
        TcpEndpoint proxy = proxy();
        try (Capture capture = Capture.ofPorts(proxy.port(), upstream.getLocalPort());
                Socket app = connect(proxy);
                Socket server = accept()) {
            app.getOutputStream().write(new byte[10]);
            assertThat(server.getInputStream().readNBytes(10)).hasSize(10);
            app.setSoLinger(true, 0);
            app.close();
            assertThatThrownBy(() -> server.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");

            Conversation near = seen(capture, proxy.port());
            Conversation far = seen(capture, upstream.getLocalPort());
            assertThat(only(near.segments(), Segment::rst).destinationPort()).isEqualTo(proxy.port());
            Segment rst = only(far.segments(), Segment::rst);
            assertThat(rst.destinationPort()).isEqualTo(upstream.getLocalPort());
            assertThat(rst.seq()).isEqualTo(11);
            assertThat(any(far.segments(), Segment::fin)).isFalse();
        }
    }

    @Test
    void aProxyPassesOnTheServersRst() throws Exception {
        TcpEndpoint proxy = proxy();
        try (Capture capture = Capture.ofPorts(proxy.port(), upstream.getLocalPort());
                Socket app = connect(proxy);
                Socket server = accept()) {
            server.getOutputStream().write(new byte[10]);
            assertThat(app.getInputStream().readNBytes(10)).hasSize(10);
            server.setSoLinger(true, 0);
            server.close();
            assertThatThrownBy(() -> app.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessage("Connection reset");

            Conversation near = seen(capture, proxy.port());
            Segment rst = only(near.segments(), Segment::rst);
            assertThat(rst.sourcePort()).isEqualTo(proxy.port());
            assertThat(rst.seq()).isEqualTo(11);
            assertThat(any(near.segments(), Segment::fin)).isFalse();
        }
    }

    @Test
    void aProxyPassesOnTheFinOfOneDirectionAndLaterThatOfTheOther() throws Exception {
        TcpEndpoint proxy = proxy();
        try (Capture capture = Capture.ofPorts(proxy.port(), upstream.getLocalPort());
                Socket app = connect(proxy);
                Socket server = accept()) {
            app.getOutputStream().write(new byte[10]);
            app.shutdownOutput();
            assertThat(server.getInputStream().readAllBytes()).hasSize(10);
            server.getOutputStream().write(new byte[20]);
            server.close();
            assertThat(app.getInputStream().readAllBytes()).hasSize(20);
            proxy.awaitOpen(0, BOUND);

            for (int port : new int[] {proxy.port(), upstream.getLocalPort()}) {
                Conversation wire = seen(capture, port);
                Segment first = only(wire.byClient(), Segment::fin);
                Segment second = only(wire.byServer(), Segment::fin);
                assertThat(first.seq() + first.length()).isEqualTo(11);
                assertThat(second.seq() + second.length()).isEqualTo(21);
                assertThat(wire.before(second)).contains(first);
                assertThat(any(wire.segments(), Segment::rst)).isFalse();
            }
        }
    }
}
