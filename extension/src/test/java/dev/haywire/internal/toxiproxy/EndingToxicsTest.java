package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What toxics do to the ends of connections, and proxies to connecting, as clients see it: on both kinds of server, too. Lower bounds only. */
abstract class EndingToxicsTest extends ThroughAProxy {

    // ---- connections

    @Test
    void aServerThatRefusesIsAConnectAndThenFin() throws IOException {
        upstream.close();
        assertFin(connectOnly());
    }

    @Test
    void disablingSendsFinAndRefusesAndEnablingListensThereAgain() throws IOException {
        Ends open = connect();
        assertPasses(open.client(), open.server(), "hello");
        proxy.enable(false);
        assertFin(open.client());
        assertFin(open.server());
        assertThatThrownBy(this::connectOnly).isInstanceOf(ConnectException.class);
        proxy.add("timeout", "downstream", "");
        proxy.enable(true);
        Ends again = connect();
        assertPasses(again.client(), again.server(), "again");
        send(again.server(), "swallowed");
        assertSilent(again.client());
    }

    @Test
    void halfCloseAndRstAreKeptWhereTheRealOneLosesThem() throws IOException {
        Ends open = connect();
        open.client().shutdownOutput();
        assertFin(open.server());
        if (isReal()) {
            assertFin(open.client());
        } else {
            assertPasses(open.server(), open.client(), "the answer");
        }
        Ends other = connect();
        assertPasses(other.client(), other.server(), "hello");
        other.client().setSoLinger(true, 0);
        other.client().close();
        if (isReal()) {
            assertFin(other.server());
        } else {
            assertReset(other.server());
        }
    }

    // ---- slow_close

    @Test
    void slowCloseDelaysTheCloseOnly() throws IOException {
        proxy.add("slow_close", "downstream", "'delay':300");
        Ends open = connect();
        assertPasses(open.server(), open.client(), "data");
        long start = System.nanoTime();
        open.server().shutdownOutput();
        assertFin(open.client());
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(299);
    }

    @Test
    void removingASlowCloseClosesNow() throws Exception {
        proxy.add("slow_close", "downstream", "'delay':60000");
        Ends open = connect();
        open.server().shutdownOutput();
        letTheProxyRead();
        proxy.remove("slow_close");
        assertFin(open.client());
    }

    // ---- timeout

    @Test
    void timeoutOfZeroSwallowsForEverAndPassesFin() throws IOException {
        proxy.add("timeout", "downstream", "");
        Ends open = connect();
        assertPasses(open.client(), open.server(), "the other way");
        send(open.server(), "swallowed");
        assertSilent(open.client());
        open.server().shutdownOutput();
        assertFin(open.client());
    }

    @Test
    void timeoutClosesAfterSilenceThatDataInterrupts() throws Exception {
        proxy.add("timeout", "downstream", "'timeout':3000");
        Ends open = connect();
        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            Thread.sleep(200); // shows nothing: each of these begins the silence anew
            send(open.server(), "x");
        }
        assertFin(open.client());
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(3 * 200 + 2999);
        assertFin(open.server());
    }

    @Test
    void removingATimeoutClosesAllConnectionsEvenThoseItSpared() throws Exception {
        proxy.add("timeout", "downstream", "timeout", "", "0");
        Ends one = connect();
        Ends other = connect();
        assertPasses(one.server(), one.client(), "spared");
        proxy.remove("timeout");
        for (Socket socket : List.of(one.client(), one.server(), other.client(), other.server())) {
            assertFin(socket);
        }
    }

    // ---- reset_peer

    @Test
    void resetPeerWaitsForDataAndResetsBothSides() throws IOException {
        proxy.add("reset_peer", "upstream", "");
        Ends open = connect();
        assertSilent(open.client());
        assertPasses(open.server(), open.client(), "the other way");
        send(open.client(), "x");
        assertReset(open.client());
        assertReset(open.server());
    }

    @Test
    void resetPeerWaitsItsTimeoutBehindTheFirstData() throws IOException {
        proxy.add("reset_peer", "downstream", "'timeout':300");
        Ends open = connect();
        long start = System.nanoTime();
        send(open.server(), "lost");
        assertReset(open.client());
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(299);
    }

    @Test
    void resetPeerClosesOlderConnectionsByFin() throws IOException {
        Ends open = connect();
        assertPasses(open.client(), open.server(), "older");
        proxy.add("reset_peer", "upstream", "");
        send(open.client(), "x");
        assertFin(open.client());
        assertFin(open.server());
    }

    // ---- limit_data

    @Test
    void limitDataPassesExactlySoManyBytesAndCloses() throws IOException {
        proxy.add("limit_data", "downstream", "'bytes':10");
        Ends open = connect();
        assertPasses(open.server(), open.client(), "12345");
        send(open.server(), "6789012345");
        assertThat(read(open.client(), 5)).isEqualTo("67890");
        assertFin(open.client());
        Ends equal = connect();
        assertPasses(equal.server(), equal.client(), "1234567890");
        assertFin(equal.client());
        assertFin(equal.server());
    }

    @Test
    void limitDataOfZeroClosesAtTheFirstData() throws IOException {
        proxy.add("limit_data", "downstream", "'bytes':0");
        Ends open = connect();
        assertSilent(open.client());
        send(open.server(), "x");
        assertFin(open.client());
    }

    @Test
    void loweringALimitClosesAtTheNextData() throws IOException {
        proxy.add("limit_data", "downstream", "'bytes':100");
        Ends open = connect();
        assertPasses(open.server(), open.client(), "12345");
        proxy.update("limit_data", "'bytes':3");
        assertSilent(open.client());
        send(open.server(), "x");
        assertFin(open.client());
    }
}
