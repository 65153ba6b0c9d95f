package dev.haywire.samples.drain;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.fault.ActiveFault;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dispatcher is held to when one of its servers is drained. Each server answers each step with its name. */
class DispatcherTest {

    @TcpServer(reply = "old\n")
    private TcpEndpoint old;

    @TcpServer(reply = "new\n")
    private TcpEndpoint next;

    private Dispatcher dispatcher;

    Dispatcher over(InetSocketAddress... servers) {
        return new DrainAwareDispatcher(servers);
    }

    @BeforeEach
    void start() {
        dispatcher = over(old.address(), next.address());
    }

    @AfterEach
    void stop() {
        dispatcher.close();
    }

    /**
     * In the field: a new version is being deployed; the old server accepts nobody any more and finishes what it has. Here: its listener
     * closes, its connections live on; a new session has to go to the new server, and the old session on with the old one.
     */
    @Test
    void letsOldSessionsFinishWhereTheyAre() throws IOException {
        Session started = dispatcher.open();
        assertThat(started.step("first half")).isEqualTo("old");

        old.apply(refuse().keepOpen());
        Session later = dispatcher.open();

        assertThat(later.step("all")).isEqualTo("new");
        assertThat(started.step("second half")).isEqualTo("old");
        assertThat(old).hasAccepted(1).hasOpenConnections(1).hasReceivedText("first half\nsecond half\n");
        assertThat(next).hasAccepted(1).hasReceivedText("all\n");
        shows("old server drained: the open session was finished there, the next one opened with the new server");
    }

    /** In the field: the deployment was rolled back. Here: the old server listens again on its port, and gets new sessions again. */
    @Test
    void comesBackWhenTheServerDoes() throws IOException {
        ActiveFault draining = old.apply(refuse().keepOpen());
        assertThat(dispatcher.open().step("all")).isEqualTo("new");
        draining.close();

        assertThat(dispatcher.open().step("all")).isEqualTo("old");
        shows("old server listens again: the next session opened there");
    }

    void shows(String shown) {
        Sample.shows("dispatcher", shown);
    }
}
