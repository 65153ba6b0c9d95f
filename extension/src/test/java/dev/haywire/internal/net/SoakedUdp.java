package dev.haywire.internal.net;

import dev.haywire.Datagram;
import dev.haywire.UdpCounts;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A UDP endpoint under the soak: each datagram is delivered, dropped by a cause or held, and none is another one than was sent. */
final class SoakedUdp extends SoakedEndpoint {
    private static final byte[] REPLY = Started.bytes("done");
    private static final int MOST_TALKERS = 20;
    private static final int AT_ONCE = 8;

    /** Who answers. */
    enum Kind {
        ECHO,
        SINK,
        REPLY,
        HANDLER,
        PROXY
    }

    private final Kind kind;
    private final LiveUdpEndpoint server = StartedUdp.echo();
    private final AtomicInteger talkers = new AtomicInteger();
    private final AtomicLong all = new AtomicLong();
    private volatile LiveUdpEndpoint endpoint;

    private volatile boolean altering;
    private volatile boolean refusing;
    private volatile AtomicLong sent = new AtomicLong();
    private volatile AtomicLong heard = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    SoakedUdp(Kind kind, long seed) {
        super("udp " + kind, seed);
        this.kind = kind;
        restart();
    }

    @Override
    void restart() {
        endpoint = switch (kind) {
            case ECHO -> StartedUdp.echo();
            case SINK -> StartedUdp.sink();
            case REPLY -> StartedUdp.service("reply", new UdpService.Reply(REPLY));
            case HANDLER ->
                StartedUdp.handler((datagram, replier) -> replier.reply(SoakDatagrams.turned(datagram.payload())));
            case PROXY -> StartedUdp.proxy(server.address());
        };
    }

    @Override
    LiveEndpoint endpoint() {
        return endpoint;
    }

    @Override
    void begin(Random random) {
        altering = random.nextInt(3) == 0;
        refusing = random.nextInt(4) == 0;
        sent = new AtomicLong();
        heard = new AtomicLong();
        again.set(0);
        wrong.clear();
    }

    @Override
    void talk(Random random) throws Exception {
        for (int i = 0; i < MOST_TALKERS && !ending; i++) {
            int talker = talkers.incrementAndGet();
            try (UdpClient client = random.nextBoolean() ? UdpClient.of(endpoint) : UdpClient.connected(endpoint)) {
                Set<Integer> before = new HashSet<>();
                int datagrams = 1 + random.nextInt(80);
                for (int number = 1; number <= datagrams && !ending; number++) {
                    send(client, SoakDatagrams.make(talker, number));
                    if (number % AT_ONCE == 0 || number == datagrams) {
                        listen(client, before, number == datagrams ? 20 : 4);
                    }
                }
            }
        }
    }

    private void send(UdpClient client, byte[] payload) throws IOException {
        try {
            client.send(payload);
            sent.incrementAndGet();
        } catch (PortUnreachableException reported) {
            // of one that was sent before; this one was not
            require(refusing, "refused by nobody");
        }
    }

    private void listen(UdpClient client, Set<Integer> before, long millis) throws IOException {
        try {
            for (byte[] one = client.receiveWithin(millis); one != null; one = client.receiveWithin(millis)) {
                if (client.heardItsServer()) {
                    heard.incrementAndGet();
                    all.incrementAndGet();
                    hear(one, before);
                }
            }
        } catch (PortUnreachableException reported) {
            require(refusing, "refused by nobody");
        }
    }

    private void hear(byte[] one, Set<Integer> before) {
        if (altering || kind == Kind.REPLY && Arrays.equals(one, REPLY)) {
            return;
        }
        boolean turned = kind == Kind.HANDLER && !SoakDatagrams.isWhole(one);
        byte[] payload = turned ? SoakDatagrams.turned(one) : one;
        if (!SoakDatagrams.isWhole(payload) || SoakDatagrams.talker(payload) > talkers.get()) {
            wrong.add("a datagram of " + one.length + " bytes that nobody sent");
        } else if (SoakDatagrams.talker(payload) > 0
                && !before.add(SoakDatagrams.talker(payload) * 1_000 + SoakDatagrams.number(payload))) {
            again.incrementAndGet();
        }
    }

    @Override
    ActiveFault apply(Random random) {
        return endpoint.apply(SoakUdpFaults.next(random, altering, refusing && !isActive("refuse")));
    }

    @Override
    void disturb(Random random) {
        List<InetSocketAddress> clients = endpoint.clients();
        InetSocketAddress one = clients.isEmpty() ? null : clients.get(random.nextInt(clients.size()));
        switch (random.nextInt(4)) {
            case 0 -> {
                if (one != null) {
                    endpoint.send(SoakDatagrams.make(0, random.nextInt(100)), one);
                }
            }
            case 1 -> {
                if (one != null && kind == Kind.PROXY) {
                    endpoint.rebind(one);
                }
            }
            case 2 -> {
                if (kind == Kind.PROXY) {
                    endpoint.forwardTo(server.address());
                }
            }
            default -> endpoint.datagrams(Direction.BOTH);
        }
    }

    @Override
    void check() {
        Started.eventually(() -> endpoint.counts().held() == 0, () -> "held: " + endpoint.counts());
        Started.eventually(() -> refusing || arrived() == sent.get(), () -> sent + " were sent: " + endpoint.counts());
        endpoint.settle();
        require(wrong.isEmpty(), wrong.toString());
        require(times("duplicate") > 0 || again.get() == 0, again + " datagrams came again");
        require(endpoint.unaccounted().isEmpty(), endpoint.unaccounted().toString());
        require(server.unaccounted().isEmpty(), server.unaccounted().toString());
        UdpCounts up = endpoint.counts(Direction.UPSTREAM);
        UdpCounts down = endpoint.counts(Direction.DOWNSTREAM);
        for (UdpCounts way : List.of(up, down)) {
            require(
                    way.received() + way.duplicated() == way.delivered() + way.dropped() + way.held(),
                    "does not add up: " + way);
        }
        UdpCounts both = endpoint.counts();
        require(up.received() <= sent.get(), sent + " were sent: " + up);
        require(heard.get() <= down.delivered(), heard + " were heard: " + down);
        for (String lossy : List.of("loss", "burstLoss", "drop", "mtu", "blackhole")) {
            require(both.dropped(lossy) == fired(lossy), lossy + " fired " + fired(lossy) + ": " + both);
        }
        // that a fault made a copy of another one's copy is not counted as fired
        boolean ofCopies = times("duplicate") > 1 && both.duplicated() > fired("duplicate");
        require(
                ofCopies || both.duplicated() == fired("duplicate"),
                "duplicate fired " + fired("duplicate") + ": " + both);
        Set<String> known =
                Set.of("loss", "burstLoss", "drop", "mtu", "blackhole", "refuse", "bandwidth", "stall", "unreachable");
        require(known.containsAll(both.droppedByCause().keySet()), "dropped by what was not there: " + both);
        require(refusing || both.dropped("refuse") == 0, "refused by nobody: " + both);
        for (Datagram datagram : endpoint.datagrams()) {
            require(altering || SoakDatagrams.isWhole(datagram.payload()), "another payload: " + datagram);
        }
    }

    private long arrived() {
        UdpCounts up = endpoint.counts(Direction.UPSTREAM);
        return up.received() + up.kernelDrops();
    }

    @Override
    String session() {
        return (altering ? "altering" : "whole") + (refusing ? ", refusing" : "") + ", " + endpoint.counts();
    }

    @Override
    void requireFreePort() throws IOException {
        try (DatagramSocket again = new DatagramSocket(endpoint.address())) {
            require(again.isBound(), "not bound");
        }
    }

    @Override
    public void close() {
        super.close();
        server.close();
    }

    @Override
    public String toString() {
        return String.format("%s, %,d clients, %,d datagrams heard", super.toString(), talkers.get(), all.get());
    }
}
