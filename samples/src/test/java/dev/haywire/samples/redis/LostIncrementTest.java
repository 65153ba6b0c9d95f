package dev.haywire.samples.redis;

import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.samples.LostAnswers.TRIES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.fault.TcpFault;
import dev.haywire.samples.LostAnswers;
import dev.haywire.samples.Sample;
import dev.haywire.samples.ServerProcess;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;

/** A real Redis counts each time, and its answer never comes. */
class LostIncrementTest {
    private static final String QUESTION = "*2\r\n$4\r\nINCR\r\n$7\r\ncounter\r\n";

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    static List<TcpFault> faults() {
        return List.of(
                reset().upstream().after("counter\r\n"),
                reset().upstream().afterBytes(QUESTION.length()),
                close().upstream().after("counter\r\n"),
                limitData(QUESTION.length()).upstream(),
                limitData(QUESTION.length()).upstream().thenReset(),
                reset().downstream().onNextData(),
                close().downstream().onNextData());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void countsOnceAndAnswersNever(TcpFault fault, @TcpProxy(name = "redis") TcpEndpoint redis) throws Exception {
        redis.forwardTo(server.address());
        try (Jedis beside =
                new Jedis(server.address().getHostString(), server.address().getPort())) {
            beside.del("counter");
            LostAnswers.ask(redis, fault, before -> {}, QUESTION.getBytes(UTF_8));
            awaitCount(beside);
            Sample.shows("redis", fault + ": counted " + beside.get("counter") + " of " + TRIES + ", answered 0");
        }
    }

    /** The question is in Redis' socket when the application sees the end; Redis may read it a moment later. */
    private static void awaitCount(Jedis beside) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!String.valueOf(TRIES).equals(beside.get("counter")) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(beside.get("counter")).isEqualTo(String.valueOf(TRIES));
    }
}
