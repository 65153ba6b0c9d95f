package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the toxics do to connections, as clients see it: on the embedded server, and on a real one where one is named. Lower bounds only. */
abstract class ToxicsTest {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int SILENCE_MILLIS = 150;

    private final List<Socket> sockets = new ArrayList<>();
    private ServerSocket upstream;
    private Control proxy;

    abstract InetSocketAddress server();

    abstract boolean isReal();

    @BeforeEach
    void start() throws IOException {
        upstream = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        upstream.setSoTimeout(PATIENCE_MILLIS);
        proxy = Control.proxy(server(), "127.0.0.1:" + upstream.getLocalPort());
    }

    @AfterEach
    void end() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        upstream.close();
        proxy.close();
    }

    /** Both ends of a connection through the proxy. */
    private record Ends(Socket client, Socket server) {}

    private Ends connect() throws IOException {
        Socket client = connectOnly();
        Socket server = upstream.accept();
        server.setSoTimeout(PATIENCE_MILLIS);
        server.setTcpNoDelay(true);
        sockets.add(server);
        return new Ends(client, server);
    }

    private Socket connectOnly() throws IOException {
        Socket client = new Socket();
        client.connect(proxy.address(), PATIENCE_MILLIS);
        client.setSoTimeout(PATIENCE_MILLIS);
        client.setTcpNoDelay(true);
        sockets.add(client);
        return client;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    private static void assertPasses(Socket from, Socket to, String text) throws IOException {
        send(from, text);
        assertThat(read(to, text.length())).isEqualTo(text);
    }

    private static void assertFin(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Waits until what was sent has surely been read by the proxy. */
    private static void letTheProxyRead() throws InterruptedException {
        Thread.sleep(50); // shows nothing: a toxic can only be asked to let go of what it has
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    // ---- connections

    @Test
    void aServerThatRefusesIsAConnectAndThenFin() throws IOException {
        upstream.close();
        assertFin(connectOnly());
    }

    @Test
    void disablingSendsFinAndRefusesAndEnablingListensThereAgain() throws IOException {
        Ends open = connect();
        assertPasses(open.client, open.server, "hello");
        proxy.enable(false);
        assertFin(open.client);
        assertFin(open.server);
        assertThatThrownBy(this::connectOnly).isInstanceOf(ConnectException.class);
        proxy.add("timeout", "downstream", "");
        proxy.enable(true);
        Ends again = connect();
        assertPasses(again.client, again.server, "again");
        send(again.server, "swallowed");
        assertSilent(again.client);
    }

    @Test
    void halfCloseAndRstAreKeptWhereTheRealOneLosesThem() throws IOException {
        Ends open = connect();
        open.client.shutdownOutput();
        assertFin(open.server);
        if (isReal()) {
            assertFin(open.client);
        } else {
            assertPasses(open.server, open.client, "the answer");
        }
        Ends other = connect();
        assertPasses(other.client, other.server, "hello");
        other.client.setSoLinger(true, 0);
        other.client.close();
        if (isReal()) {
            assertFin(other.server);
        } else {
            assertReset(other.server);
        }
    }

    // ---- latency

    @Test
    void latenciesAddUpAndDelayNoConnectAndNoBareFin() throws IOException {
        proxy.add("latency", "downstream", "one", "'latency':200", "1");
        proxy.add("latency", "downstream", "two", "'latency':200", "1");
        proxy.add("latency", "downstream", "three", "'latency':100", "1");
        Ends open = connect();
        assertPasses(open.client, open.server, "at once");
        long start = System.nanoTime();
        assertPasses(open.server, open.client, "late");
        // the real one takes what a chunk had to wait for its goroutine off the next delay
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(isReal() ? 400 : 500);
        send(open.server, "with");
        open.server.shutdownOutput();
        assertThat(read(open.client, 4)).isEqualTo("with");
        assertFin(open.client);
    }

    @Test
    void aBareFinDoesNotWaitForALatency() throws IOException {
        proxy.add("latency", "downstream", "'latency':60000");
        Ends open = connect();
        open.server.shutdownOutput();
        assertFin(open.client);
    }

    @Test
    void anUpdateLetsGoOfWhatALatencyHoldsAndHoldsForTheRest() throws Exception {
        proxy.add("latency", "downstream", "'latency':60000");
        Ends open = connect();
        send(open.server, "held");
        letTheProxyRead();
        proxy.update("latency", "'latency':0");
        assertThat(read(open.client, 4)).isEqualTo("held");
        assertPasses(open.server, open.client, "undelayed");
    }

    @Test
    void removingALatencyLetsGoOfAllInOrder() throws Exception {
        proxy.add("latency", "downstream", "'latency':60000");
        Ends open = connect();
        send(open.server, "one");
        letTheProxyRead();
        send(open.server, "two");
        letTheProxyRead();
        open.server.shutdownOutput();
        letTheProxyRead();
        proxy.remove("latency");
        assertThat(read(open.client, 6)).isEqualTo("onetwo");
        assertFin(open.client);
    }

    @Test
    void aNegativeLatencyIsNone() throws IOException {
        proxy.add("latency", "downstream", "'latency':-5000,'jitter':-7");
        Ends open = connect();
        assertPasses(open.server, open.client, "at once");
    }

    // ---- bandwidth

    @Test
    void aKilobyteIsAThousandBytes() throws IOException {
        proxy.add("bandwidth", "downstream", "'rate':10");
        Ends open = connect();
        long start = System.nanoTime();
        assertPasses(open.server, open.client, "x".repeat(5_000));
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(499);
    }

    @Test
    void anIdleLineSavesNothing() throws Exception {
        proxy.add("bandwidth", "downstream", "'rate':1");
        Ends open = connect();
        Thread.sleep(300); // shows nothing: were credit saved, it would be spent below
        long start = System.nanoTime();
        assertPasses(open.server, open.client, "x".repeat(300));
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(295);
    }

    @Test
    void aRateOfZeroHoldsAllAndItsFinUntilItIsRemoved() throws IOException {
        proxy.add("bandwidth", "downstream", "'rate':0");
        Ends open = connect();
        send(open.server, "held");
        open.server.shutdownOutput();
        assertSilent(open.client);
        proxy.remove("bandwidth");
        assertThat(read(open.client, 4)).isEqualTo("held");
        assertFin(open.client);
    }

    @Test
    void anUpdateOfTheRateLetsGoOfTheChunkAtHand() throws Exception {
        proxy.add("bandwidth", "downstream", "'rate':0");
        Ends open = connect();
        send(open.server, "held");
        letTheProxyRead();
        proxy.update("bandwidth", "'rate':1000");
        assertThat(read(open.client, 4)).isEqualTo("held");
        assertPasses(open.server, open.client, "paced");
    }

    // ---- slow_close

    @Test
    void slowCloseDelaysTheCloseOnly() throws IOException {
        proxy.add("slow_close", "downstream", "'delay':300");
        Ends open = connect();
        assertPasses(open.server, open.client, "data");
        long start = System.nanoTime();
        open.server.shutdownOutput();
        assertFin(open.client);
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(299);
    }

    @Test
    void removingASlowCloseClosesNow() throws Exception {
        proxy.add("slow_close", "downstream", "'delay':60000");
        Ends open = connect();
        open.server.shutdownOutput();
        letTheProxyRead();
        proxy.remove("slow_close");
        assertFin(open.client);
    }

    // ---- timeout

    @Test
    void timeoutOfZeroSwallowsForEverAndPassesFin() throws IOException {
        proxy.add("timeout", "downstream", "");
        Ends open = connect();
        assertPasses(open.client, open.server, "the other way");
        send(open.server, "swallowed");
        assertSilent(open.client);
        open.server.shutdownOutput();
        assertFin(open.client);
    }

    @Test
    void timeoutClosesAfterSilenceThatDataInterrupts() throws Exception {
        proxy.add("timeout", "downstream", "'timeout':3000");
        Ends open = connect();
        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            Thread.sleep(200); // shows nothing: each of these begins the silence anew
            send(open.server, "x");
        }
        assertFin(open.client);
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(3 * 200 + 2999);
        assertFin(open.server);
    }

    @Test
    void removingATimeoutClosesAllConnectionsEvenThoseItSpared() throws Exception {
        proxy.add("timeout", "downstream", "timeout", "", "0");
        Ends one = connect();
        Ends other = connect();
        assertPasses(one.server, one.client, "spared");
        proxy.remove("timeout");
        for (Socket socket : List.of(one.client, one.server, other.client, other.server)) {
            assertFin(socket);
        }
    }

    // ---- reset_peer

    @Test
    void resetPeerWaitsForDataAndResetsBothSides() throws IOException {
        proxy.add("reset_peer", "upstream", "");
        Ends open = connect();
        assertSilent(open.client);
        assertPasses(open.server, open.client, "the other way");
        send(open.client, "x");
        assertReset(open.client);
        assertReset(open.server);
    }

    @Test
    void resetPeerWaitsItsTimeoutBehindTheFirstData() throws IOException {
        proxy.add("reset_peer", "downstream", "'timeout':300");
        Ends open = connect();
        long start = System.nanoTime();
        send(open.server, "lost");
        assertReset(open.client);
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(299);
    }

    @Test
    void resetPeerClosesOlderConnectionsByFin() throws IOException {
        Ends open = connect();
        assertPasses(open.client, open.server, "older");
        proxy.add("reset_peer", "upstream", "");
        send(open.client, "x");
        assertFin(open.client);
        assertFin(open.server);
    }

    // ---- slicer

    @Test
    void slicerHalvesUntilPiecesAreSmallEnough() throws IOException {
        proxy.add("slicer", "downstream", "'average_size':100,'delay':60000000");
        Ends open = connect();
        send(open.server, "x".repeat(1000));
        // a thousand bytes are sixteen pieces, of 62 and 63 in turn
        assertThat(read(open.client, 62)).hasSize(62);
        assertSilent(open.client);
        proxy.remove("slicer");
        assertThat(read(open.client, 938)).hasSize(938);
    }

    // ---- limit_data

    @Test
    void limitDataPassesExactlySoManyBytesAndCloses() throws IOException {
        proxy.add("limit_data", "downstream", "'bytes':10");
        Ends open = connect();
        assertPasses(open.server, open.client, "12345");
        send(open.server, "6789012345");
        assertThat(read(open.client, 5)).isEqualTo("67890");
        assertFin(open.client);
        Ends equal = connect();
        assertPasses(equal.server, equal.client, "1234567890");
        assertFin(equal.client);
        assertFin(equal.server);
    }

    @Test
    void limitDataOfZeroClosesAtTheFirstData() throws IOException {
        proxy.add("limit_data", "downstream", "'bytes':0");
        Ends open = connect();
        assertSilent(open.client);
        send(open.server, "x");
        assertFin(open.client);
    }

    @Test
    void loweringALimitClosesAtTheNextData() throws IOException {
        proxy.add("limit_data", "downstream", "'bytes':100");
        Ends open = connect();
        assertPasses(open.server, open.client, "12345");
        proxy.update("limit_data", "'bytes':3");
        assertSilent(open.client);
        send(open.server, "x");
        assertFin(open.client);
    }

    // ---- toxicity, and toxics of open connections

    @Test
    void toxicityOfZeroSparesAll() throws IOException {
        proxy.add("timeout", "downstream", "a", "", "0");
        proxy.add("bandwidth", "upstream", "b", "'rate':0", "-3");
        Ends open = connect();
        assertPasses(open.server, open.client, "spared");
        assertPasses(open.client, open.server, "spared");
    }

    @Test
    void toxicsComeAndGoOnOpenConnections() throws Exception {
        Ends open = connect();
        assertPasses(open.server, open.client, "healthy");
        proxy.add("bandwidth", "downstream", "'rate':0");
        send(open.server, "held");
        assertSilent(open.client);
        proxy.add("noop", "downstream", "");
        proxy.remove("bandwidth");
        assertThat(read(open.client, 4)).isEqualTo("held");
        assertPasses(open.server, open.client, "healthy");
    }
}
