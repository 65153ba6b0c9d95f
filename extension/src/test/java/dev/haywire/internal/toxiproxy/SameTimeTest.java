package dev.haywire.internal.toxiproxy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.kit.FreePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests about the same proxies at the same time, as several JVMs send them that start together. */
class SameTimeTest {
    private static final int CLIENTS = 8;
    private static final int ROUNDS = 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private ControlServer control;

    @BeforeEach
    void start() {
        control = ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        control.close();
    }

    private RawHttp.Reply send(String method, String path, String body) {
        return RawHttp.send(control.address(), method, path, body.replace('\'', '"'));
    }

    private static String proxy(String name, int port, String upstream) {
        return "{'name':'" + name + "','listen':'127.0.0.1:" + port + "','upstream':'" + upstream + "'}";
    }

    /** The statuses of what all clients ask in the same moment, sorted. */
    private List<Integer> together(IntFunction<RawHttp.Reply> request) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(CLIENTS);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            Callable<Integer> ask = () -> {
                barrier.await(30, SECONDS);
                RawHttp.Reply reply = request.apply(client);
                if (reply.status() == 500) {
                    failures.add(reply.body());
                }
                return reply.status();
            };
            answers.add(threads.submit(ask));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get(60, SECONDS));
        }
        assertThat(failures).isEmpty();
        Collections.sort(statuses);
        return statuses;
    }

    private static List<Integer> all(int status) {
        return Collections.nCopies(CLIENTS, status);
    }

    private static List<Integer> oneOf(int status, int others) {
        return IntStream.range(0, CLIENTS)
                .mapToObj(i -> i == 0 ? status : others)
                .toList();
    }

    private String populateOf(List<Integer> ports, String upstream) {
        return IntStream.range(0, ports.size())
                .mapToObj(i -> proxy("p" + i, ports.get(i), upstream))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static List<Integer> ports() {
        return IntStream.range(0, 5).mapToObj(i -> FreePort.next()).toList();
    }

    @Test
    void equalPopulatesAllSucceed() throws Exception {
        List<Integer> ports = ports();
        for (int round = 0; round < ROUNDS; round++) {
            String body = populateOf(ports, "127.0.0.1:1");
            assertThat(together(client -> send("POST", "/populate", body))).isEqualTo(all(201));
            assertThat(send("GET", "/proxies", "").body().split("\"enabled\":true", -1))
                    .hasSize(6);
            ports.forEach(port -> send("DELETE", "/proxies/p" + ports.indexOf(port), ""));
        }
    }

    @Test
    void equalPopulatesThatReplaceAllSucceedAndReplaceOnce() throws Exception {
        List<Integer> ports = ports();
        for (int round = 0; round < ROUNDS; round++) {
            String body = populateOf(ports, "127.0.0.1:" + (round + 1));
            assertThat(together(client -> send("POST", "/populate", body))).isEqualTo(all(201));
            // nothing replaces a proxy that is as it is wanted, so its toxic stays
            assertThat(send("POST", "/proxies/p0/toxics", "{'type':'latency'}").status())
                    .isEqualTo(200);
            assertThat(together(client -> send("POST", "/populate", body))).isEqualTo(all(201));
            assertThat(send("GET", "/proxies/p0/toxics", "").body()).contains("latency_downstream");
        }
    }

    @Test
    void ofEqualCreatesOneSucceedsAndOfEqualDeletesOne() throws Exception {
        int port = FreePort.next();
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(together(client -> send("POST", "/proxies", proxy("a", port, "127.0.0.1:1"))))
                    .isEqualTo(oneOf(201, 409));
            assertThat(together(client -> send("DELETE", "/proxies/a", ""))).isEqualTo(oneOf(204, 404));
        }
    }

    @Test
    void updatesOfDifferentFieldsAllCount() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            send("POST", "/proxies", "{'name':'a','listen':'127.0.0.1:0','upstream':'127.0.0.1:1'}");
            assertThat(together(client ->
                            send("PATCH", "/proxies/a", client == 0 ? "{'upstream':'other'}" : "{'enabled':false}")))
                    .isEqualTo(all(200));
            assertThat(send("GET", "/proxies/a", "").body()).contains("\"upstream\":\"other\",\"enabled\":false");
            send("DELETE", "/proxies/a", "");
        }
    }

    /** A populate that meets a deletion creates the proxy or finds it; it never fails. */
    @Test
    void populatesAndDeletesDoNotMeetInTheMiddle() throws Exception {
        int port = FreePort.next();
        String body = "[" + proxy("a", port, "127.0.0.1:1") + "]";
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> statuses = together(
                    client -> client % 2 == 0 ? send("POST", "/populate", body) : send("DELETE", "/proxies/a", ""));
            assertThat(statuses.subList(CLIENTS / 2, CLIENTS)).isSubsetOf(204, 404);
            assertThat(statuses.subList(0, CLIENTS / 2)).containsOnly(201);
        }
    }
}
