package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What toxics do to the data of connections, as clients see it: on the embedded server, and on a real one where one is named. Lower bounds only. */
abstract class DataToxicsTest extends ThroughAProxy {

    // ---- latency

    @Test
    void latenciesAddUpAndDelayNoConnectAndNoBareFin() throws IOException {
        proxy.add("latency", "downstream", "one", "'latency':200", "1");
        proxy.add("latency", "downstream", "two", "'latency':200", "1");
        proxy.add("latency", "downstream", "three", "'latency':100", "1");
        Ends open = connect();
        assertPasses(open.client(), open.server(), "at once");
        long start = System.nanoTime();
        assertPasses(open.server(), open.client(), "late");
        // the real one takes what a chunk had to wait for its goroutine off the next delay
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(isReal() ? 400 : 500);
        send(open.server(), "with");
        open.server().shutdownOutput();
        assertThat(read(open.client(), 4)).isEqualTo("with");
        assertFin(open.client());
    }

    @Test
    void aBareFinDoesNotWaitForALatency() throws IOException {
        proxy.add("latency", "downstream", "'latency':60000");
        Ends open = connect();
        open.server().shutdownOutput();
        assertFin(open.client());
    }

    @Test
    void anUpdateLetsGoOfWhatALatencyHoldsAndHoldsForTheRest() throws Exception {
        proxy.add("latency", "downstream", "'latency':60000");
        Ends open = connect();
        send(open.server(), "held");
        letTheProxyRead();
        proxy.update("latency", "'latency':0");
        assertThat(read(open.client(), 4)).isEqualTo("held");
        assertPasses(open.server(), open.client(), "undelayed");
    }

    @Test
    void removingALatencyLetsGoOfAllInOrder() throws Exception {
        proxy.add("latency", "downstream", "'latency':60000");
        Ends open = connect();
        send(open.server(), "one");
        letTheProxyRead();
        send(open.server(), "two");
        letTheProxyRead();
        open.server().shutdownOutput();
        letTheProxyRead();
        proxy.remove("latency");
        assertThat(read(open.client(), 6)).isEqualTo("onetwo");
        assertFin(open.client());
    }

    @Test
    void aNegativeLatencyIsNone() throws IOException {
        proxy.add("latency", "downstream", "'latency':-5000,'jitter':-7");
        Ends open = connect();
        assertPasses(open.server(), open.client(), "at once");
    }

    // ---- bandwidth

    @Test
    void aKilobyteIsAThousandBytes() throws IOException {
        proxy.add("bandwidth", "downstream", "'rate':10");
        Ends open = connect();
        long start = System.nanoTime();
        assertPasses(open.server(), open.client(), "x".repeat(5_000));
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(499);
    }

    @Test
    void anIdleLineSavesNothing() throws Exception {
        proxy.add("bandwidth", "downstream", "'rate':1");
        Ends open = connect();
        Thread.sleep(300); // shows nothing: were credit saved, it would be spent below
        long start = System.nanoTime();
        assertPasses(open.server(), open.client(), "x".repeat(300));
        assertThat(millisSince(start)).isGreaterThanOrEqualTo(295);
    }

    @Test
    void aRateOfZeroHoldsAllAndItsFinUntilItIsRemoved() throws IOException {
        proxy.add("bandwidth", "downstream", "'rate':0");
        Ends open = connect();
        send(open.server(), "held");
        open.server().shutdownOutput();
        assertSilent(open.client());
        proxy.remove("bandwidth");
        assertThat(read(open.client(), 4)).isEqualTo("held");
        assertFin(open.client());
    }

    @Test
    void anUpdateOfTheRateLetsGoOfTheChunkAtHand() throws Exception {
        proxy.add("bandwidth", "downstream", "'rate':0");
        Ends open = connect();
        send(open.server(), "held");
        letTheProxyRead();
        proxy.update("bandwidth", "'rate':1000");
        assertThat(read(open.client(), 4)).isEqualTo("held");
        assertPasses(open.server(), open.client(), "paced");
    }

    // ---- slicer

    @Test
    void slicerHalvesUntilPiecesAreSmallEnough() throws IOException {
        proxy.add("slicer", "downstream", "'average_size':100,'delay':60000000");
        Ends open = connect();
        send(open.server(), "x".repeat(1000));
        // a thousand bytes are sixteen pieces, of 62 and 63 in turn
        assertThat(read(open.client(), 62)).hasSize(62);
        assertSilent(open.client());
        proxy.remove("slicer");
        assertThat(read(open.client(), 938)).hasSize(938);
    }

    // ---- toxicity, and toxics of open connections

    @Test
    void toxicityOfZeroSparesAll() throws IOException {
        proxy.add("timeout", "downstream", "a", "", "0");
        proxy.add("bandwidth", "upstream", "b", "'rate':0", "-3");
        Ends open = connect();
        assertPasses(open.server(), open.client(), "spared");
        assertPasses(open.client(), open.server(), "spared");
    }

    @Test
    void toxicsComeAndGoOnOpenConnections() throws Exception {
        Ends open = connect();
        assertPasses(open.server(), open.client(), "healthy");
        proxy.add("bandwidth", "downstream", "'rate':0");
        send(open.server(), "held");
        assertSilent(open.client());
        proxy.add("noop", "downstream", "");
        proxy.remove("bandwidth");
        assertThat(read(open.client(), 4)).isEqualTo("held");
        assertPasses(open.server(), open.client(), "healthy");
    }
}
