package dev.haywire.samples.statsd;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.refuse;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client that sends metrics is held to while its agent comes and goes. */
class StatsdClientTest {

    private static final int RESTARTS = 10;

    @UdpPeer
    private UdpEndpoint agent;

    private Metrics metrics;

    Metrics connectTo(InetSocketAddress address) throws IOException {
        return new StatsdClient(address);
    }

    @BeforeEach
    void connect() throws IOException {
        metrics = connectTo(agent.address());
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    /** On the developer's machine: the agent is there. */
    @Test
    void countsWhileTheAgentIsThere() {
        for (int i = 0; i < 3; i++) {
            metrics.increment("orders");
        }
        assertThat(agent).receivesWithin(3, ofSeconds(5)).hasReceivedTexts("orders:1|c", "orders:1|c", "orders:1|c");
        assertThat(metrics.failures()).isZero();
        shows("3 counts: arrived");
    }

    /**
     * In the field: the agent is restarted, the kernel reports its port unreachable, the client gives its socket up, and the dashboards stay empty
     * until the application is restarted too. Here: the port refuses, until the client has met that, and serves again; the counts have to come.
     */
    @Test
    void countsOnWhenTheAgentIsBack() {
        agent.during(refuse(), this::meetTheAgentsAbsence);

        for (int i = 0; i < 3; i++) {
            metrics.increment("orders");
        }
        assertThat(agent).receivesWithin(2, ofSeconds(5)); // how many of the three is another test's
        shows("agent away and back, same port: the counts come again, after " + metrics.failures() + " failed sends");
    }

    /**
     * In the field: the first send behind the agent's return reports that an earlier one found nobody, and is not sent itself; on a counter that
     * moves once an hour that is an hour. Here: ten restarts, one count behind each; all ten have to come.
     */
    @Test
    void losesNoCountOnceTheAgentIsBack() {
        List<String> counted = new ArrayList<>();
        for (int restart = 1; restart <= RESTARTS; restart++) {
            agent.during(refuse(), this::meetTheAgentsAbsence);
            metrics.increment("restart" + restart);
            counted.add("restart" + restart + ":1|c");
        }
        assertThat(agent).receivesWithin(RESTARTS, ofSeconds(5)).hasReceivedTexts(counted.toArray(String[]::new));
        shows(RESTARTS + " restarts of the agent: the first count behind each arrived");
    }

    /** Counts until a send has failed, and once more: who is not put off by that has now sent another one in vain. */
    private void meetTheAgentsAbsence() {
        long before = metrics.failures();
        for (int i = 0; metrics.failures() == before; i++) {
            assertThat(i).as("counts that nobody took").isLessThan(10_000);
            metrics.increment("lost");
        }
        metrics.increment("lost");
    }

    void shows(String shown) {
        Sample.shows("statsd client", shown);
    }
}
