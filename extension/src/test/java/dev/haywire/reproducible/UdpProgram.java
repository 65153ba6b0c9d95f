package dev.haywire.reproducible;

import static dev.haywire.fault.Faults.burstLoss;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.gilbertElliott;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.markov4;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.truncate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;

import dev.haywire.UdpEndpoint;
import dev.haywire.fault.Direction;
import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.LiveUdpEndpoint;
import dev.haywire.internal.net.UdpService;
import dev.haywire.internal.net.UdpSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tests with random faults on UDP endpoints, as a program: what they decide must be the same wherever and whenever it runs. Faults that change
 * the order are downstream, as upstream they change which datagram gets which ordinal downstream.
 */
final class UdpProgram {
    static final int CLIENTS = 3;
    static final int DATAGRAMS = 80;

    private static final long SEED = 20_260_101;
    private static final Map<String, Consumer<UdpEndpoint>> FAULTS = new TreeMap<>();

    static {
        FAULTS.put("healthy", endpoint -> {});
        FAULTS.put("loss", endpoint -> endpoint.apply(loss(0.3)));
        FAULTS.put("loss of one client", endpoint -> endpoint.apply(loss(0.3).onClients(1)));
        FAULTS.put("the same loss", endpoint -> endpoint.apply(loss(0.3).sameForEveryClient()));
        FAULTS.put(
                "bounded loss", endpoint -> endpoint.apply(loss(0.5).maxBurst(2).direction(Direction.BOTH)));
        FAULTS.put(
                "loss by blocks",
                endpoint -> endpoint.apply(loss(0.25).perBlock(8).direction(Direction.BOTH)));
        FAULTS.put("bursts", endpoint -> endpoint.apply(burstLoss(0.2, 3)));
        FAULTS.put("two states", endpoint -> endpoint.apply(gilbertElliott(0.05, 0.5, 0.8, 0.01)));
        FAULTS.put("four states", endpoint -> endpoint.apply(markov4(0.02, 0.3, 0.2, 0.4, 0.01)));
        FAULTS.put("chosen", endpoint -> {
            endpoint.apply(drop().upstream().nth(3, 5));
            endpoint.apply(drop().downstream().every(7));
            endpoint.apply(
                    drop().upstream().matching(datagram -> datagram.text().contains("44")));
        });
        FAULTS.put("damage", endpoint -> {
            endpoint.apply(corrupt(0.2));
            endpoint.apply(truncate(9).upstream().probability(0.3));
            endpoint.apply(mtu(30));
        });
        FAULTS.put("copies", endpoint -> endpoint.apply(duplicate(0.3)));
        FAULTS.put(
                "jitter",
                endpoint -> endpoint.apply(latency(ofMillis(1), ofMillis(1)).downstream()));
        FAULTS.put("order", endpoint -> endpoint.apply(reorder(0.2).by(3).downstream()));
        FAULTS.put("all at once", endpoint -> {
            endpoint.apply(loss(0.1));
            endpoint.apply(loss(0.1).maxBurst(1).direction(Direction.BOTH));
            endpoint.apply(burstLoss(0.1, 2));
            endpoint.apply(corrupt(0.1));
            endpoint.apply(duplicate(0.2));
            endpoint.apply(reorder(0.2).downstream());
        });
    }

    private UdpProgram() {}

    static List<String> names() {
        return List.copyOf(FAULTS.keySet());
    }

    /** Runs all and prints what was decided. */
    public static void main(String[] args) throws Exception {
        for (String name : names()) {
            System.out.print(run(name));
        }
        System.out.flush();
        Endpoints.shutdown();
    }

    /** Runs one test of the program and spells what was decided in it. */
    static String run(String name) throws Exception {
        return run(name, DATAGRAMS, new UdpService.Echo(), FAULTS.get(name), Decisions::of).stream()
                .map(line -> name + ": " + line + "\n")
                .reduce("", String::concat);
    }

    interface Look {
        List<String> at(UdpEndpoint endpoint);
    }

    /** Lets three clients send so many datagrams each, all at once, and looks when all have passed. */
    static List<String> run(String name, int datagrams, UdpService service, Consumer<UdpEndpoint> faults, Look look)
            throws Exception {
        UdpSpec.Cast cast = UdpSpec.Cast.UNICAST;
        UdpSpec spec = new UdpSpec(name, "127.0.0.1", 0, cast, 0, service, SEED, Duration.ofSeconds(10));
        try (LiveUdpEndpoint endpoint = Endpoints.start(spec)) {
            faults.accept(endpoint);
            List<Thread> clients = new ArrayList<>();
            List<DatagramSocket> sockets = new ArrayList<>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
                    sockets.add(socket);
                    endpoint.expectClient((InetSocketAddress) socket.getLocalSocketAddress());
                    clients.add(client(socket, endpoint.address(), i, datagrams));
                }
                clients.forEach(Thread::start);
                for (Thread client : clients) {
                    client.join(TimeUnit.SECONDS.toMillis(30));
                }
                eventually(() -> hasPassed(endpoint, (long) CLIENTS * datagrams, service));
                return look.at(endpoint);
            } finally {
                sockets.forEach(DatagramSocket::close);
            }
        }
    }

    private static Thread client(DatagramSocket socket, InetSocketAddress endpoint, int number, int datagrams) {
        return new Thread(() -> {
            try {
                for (int i = 1; i <= datagrams; i++) {
                    byte[] text = ("client " + number + " says " + i + "!".repeat(i % 20)).getBytes(UTF_8);
                    socket.send(new DatagramPacket(text, text.length, endpoint));
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private static boolean hasPassed(UdpEndpoint endpoint, long sent, UdpService service) {
        if (endpoint.counts().kernelDrops() > 0) {
            throw new AssertionError("the kernel lost some of so few: " + endpoint.counts());
        }
        long answers = service instanceof UdpService.Echo
                ? endpoint.counts(Direction.UPSTREAM).delivered()
                : 0;
        return endpoint.counts(Direction.UPSTREAM).received() == sent
                && endpoint.counts().held() == 0
                && endpoint.counts(Direction.DOWNSTREAM).received() == answers;
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 30 s");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
