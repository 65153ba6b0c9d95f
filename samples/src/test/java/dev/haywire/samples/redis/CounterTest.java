package dev.haywire.samples.redis;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.fault.ActiveFault;
import dev.haywire.samples.Sample;
import dev.haywire.samples.ServerProcess;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** A real Redis behind a proxy, and its own client with a pool before it: cut, silent, refused, and healed. */
class CounterTest {
    private static ServerProcess server;

    @TcpProxy
    private TcpEndpoint redis;

    private Counter counter;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void connect() {
        redis.forwardTo(server.address());
        counter = new Counter(redis.uri("redis"), Duration.ofSeconds(2));
    }

    @AfterEach
    void disconnect() {
        if (counter != null) {
            counter.close();
        }
    }

    /** In the field: a firewall forgets the pool's idle connections. Here: they are reset; the next reader must not notice. */
    @Test
    void readsOnWhenThePoolsConnectionsWereCut() {
        counter.seen("cut");
        redis.resetConnections();
        assertThat(counter.views("cut")).isEqualTo(1);
        assertThat(redis).hasAccepted(2);
        shows("a pooled connection was reset: the next read took a new one");
    }

    /** In the field: the answer of an increment is lost. Here: the connection is reset behind it; a second attempt would count thrice. */
    @Test
    void countsOnceWhenTheAnswerIsLost() {
        counter.seen("once");
        try (ActiveFault cut = redis.apply(reset().downstream().afterBytes(1))) {
            assertThatThrownBy(() -> counter.seen("once")).isInstanceOf(JedisConnectionException.class);
            assertThat(cut).hasFired(1);
        }
        assertThat(counter.views("once")).isEqualTo(2);
        shows("the connection broke under the answer: counted, and not sent again");
    }

    /** In the field: Redis hangs. Here: silence both ways; the reader must give up in its time, and go on when Redis does. */
    @Test
    void givesUpInTimeAndGoesOn() {
        counter.seen("silence");
        try (ActiveFault silence = redis.apply(stall())) {
            assertThatThrownBy(() -> counter.views("silence")).hasRootCauseInstanceOf(SocketTimeoutException.class);
            assertThat(silence).hasFired();
        }
        assertThat(counter.views("silence")).isEqualTo(1);
        shows("silence: gave up within its 2 s, and read on when it was over");
    }

    /** In the field: Redis restarts. Here: its port refuses and comes back. */
    @Test
    void findsItAgainAfterARestart() {
        counter.seen("restart");
        redis.during(refuse(), () -> assertThatThrownBy(() -> counter.views("restart"))
                .isInstanceOf(JedisConnectionException.class));
        assertThat(counter.views("restart")).isEqualTo(1);
        shows("refused while Redis was down: found again when it was back");
    }

    private static void shows(String what) {
        Sample.shows("redis", what);
    }
}
