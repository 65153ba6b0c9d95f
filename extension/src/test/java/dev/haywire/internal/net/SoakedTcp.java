package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.TcpConnection;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.TcpFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A TCP endpoint under the soak. What its applications said, what passed the wire, what the server said and what they heard must fit together. */
final class SoakedTcp extends SoakedEndpoint {
    private static final byte[] GREETING = Started.bytes("220 ready\n");
    private static final byte[] REPLY = Started.bytes("250 done, what next?\n");
    private static final int MOST_TALKS = 30;
    private static final int LONGEST = 64 << 10;

    /** Who answers. */
    enum Kind {
        ECHO,
        SCRIPT,
        HANDLER,
        PROXY
    }

    private final Kind kind;
    private final Server server;
    private final Queue<SoakTalk> talks = new ConcurrentLinkedQueue<>();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile LiveTcpEndpoint endpoint;
    private volatile SoakHarm harm = SoakHarm.NONE;
    private long testEnds;

    SoakedTcp(Kind kind, long seed) throws IOException {
        super("tcp " + kind, seed);
        this.kind = kind;
        this.server = Server.start();
        if (kind == Kind.PROXY) {
            Async.run(this::serve);
        }
        restart();
    }

    @Override
    void restart() {
        endpoint = switch (kind) {
            case ECHO -> Started.echo();
            case SCRIPT -> Started.script(text(GREETING), text(REPLY), "\n", false);
            case HANDLER -> Started.handler(session -> answer(session.in(), session.out()));
            case PROXY -> Started.proxy(server.address());
        };
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    private void serve() {
        while (true) {
            try {
                Socket served = server.accept();
                Async.run(() -> serve(served));
            } catch (SocketTimeoutException nobody) {
                // a session without connections
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket served) {
        try (served) {
            served.setSoTimeout(0);
            answer(served.getInputStream(), served.getOutputStream());
            served.shutdownOutput();
        } catch (IOException broken) {
            // by a fault; what was said by then is on record
        }
    }

    private static void answer(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[20_000];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            for (int i = 0; i < read; i++) {
                piece[i] ^= 0x5A;
            }
            out.write(piece, 0, read);
        }
    }

    /** What the server says to that. */
    private byte[] answerTo(byte[] said) {
        if (kind == Kind.ECHO) {
            return said;
        }
        byte[] answer = said.clone();
        if (kind != Kind.SCRIPT) {
            for (int i = 0; i < answer.length; i++) {
                answer[i] ^= 0x5A;
            }
            return answer;
        }
        ByteArrayOutputStream replies = new ByteArrayOutputStream();
        replies.writeBytes(GREETING);
        for (int i = 0; i < said.length; i++) {
            if (said[i] == '\n' || i == said.length - 1) {
                replies.writeBytes(REPLY);
            }
        }
        return replies.toByteArray();
    }

    @Override
    LiveEndpoint endpoint() {
        return endpoint;
    }

    @Override
    void begin(Random random) {
        talks.clear();
        testEnds = 0;
        harm = SoakHarm.values()[random.nextInt(SoakHarm.values().length)];
    }

    @Override
    void talk(Random random) throws Exception {
        for (int i = 0; i < MOST_TALKS && !ending; i++) {
            byte[] up = new byte[1 + random.nextInt(1 + random.nextInt(LONGEST))];
            random.nextBytes(up);
            up[up.length - 1] = '\n';
            // a flipped end of a line is answered otherwise than expected: who waits for that waits in vain
            boolean patient = harm != SoakHarm.FLIPS && random.nextBoolean();
            SoakTalk talk = new SoakTalk(up, answerTo(up).length, patient);
            talks.add(talk);
            talk.run(endpoint.address(), harm == SoakHarm.ANY ? 500 : 0, () -> ending && harm.maySilence());
            connections.incrementAndGet();
            bytes.addAndGet(talk.heard.length);
            if (talk.port == 0) {
                LockSupport.parkNanos(2_000_000);
            }
        }
    }

    @Override
    ActiveFault apply(Random random) {
        boolean harmless = random.nextInt(3) == 0;
        TcpFault fault = harmless ? SoakHarm.NONE.next(random) : harm.next(random);
        boolean listening = fault.kind().equals("refuse") || fault.kind().equals("connectHang");
        if (listening && (isActive("refuse") || isActive("connectHang"))) {
            fault = SoakHarm.NONE.next(random);
        }
        return endpoint.apply(fault);
    }

    @Override
    void disturb(Random random) {
        List<TcpConnection> open =
                endpoint.connections().stream().filter(TcpConnection::isOpen).toList();
        boolean rst = harm == SoakHarm.RST || harm == SoakHarm.ANY;
        boolean fin = harm == SoakHarm.FIN || harm == SoakHarm.ANY;
        TcpConnection one = open.isEmpty() ? null : open.get(random.nextInt(open.size()));
        int choice = random.nextInt(5);
        if (rst && choice == 0) {
            testEnds += open.size() + 3;
            endpoint.resetConnections();
        } else if (rst && choice == 1 && one != null) {
            testEnds++;
            one.reset();
        } else if (fin && choice == 2) {
            testEnds += open.size() + 3;
            endpoint.closeConnections();
        } else if (fin && choice == 3 && one != null) {
            testEnds++;
            one.close();
        } else if (fin && one != null) {
            testEnds++;
            one.halfClose();
        } else {
            endpoint.journal().lines();
            open.forEach(TcpConnection::received);
        }
    }

    @Override
    void check() {
        if (harm.maySilence()) {
            endpoint.resetConnections();
        }
        endpoint.awaitOpen(0, Started.TIMEOUT);
        List<TcpConnection> wired = endpoint.connections();
        boolean refused = times("refuse", "connectHang") > 0;
        // a RST on accept may come so soon that connect itself says so
        boolean resetting = harm == SoakHarm.RST || harm == SoakHarm.ANY;
        long connected = talks.stream().filter(talk -> talk.port > 0).count();
        require(resetting || connected == talks.size(), "connected " + connected + " times of " + talks.size());
        require(
                resetting ? wired.size() <= talks.size() : wired.size() == connected,
                wired.size() + " connections were accepted of " + connected);
        int changed = 0;
        for (SoakTalk talk : talks) {
            if (talk.port == 0) {
                continue;
            }
            List<TcpConnection> found = wired.stream()
                    .filter(connection -> connection.remoteAddress().getPort() == talk.port)
                    .toList();
            require(refused || !found.isEmpty(), "port " + talk.port + " is not known");
            // a port whose connection the other side has ended is free immediately: which of two was whose cannot be
            // told
            long owners =
                    talks.stream().filter(other -> other.port == talk.port).count();
            if (found.size() == 1 && owners == 1) {
                changed += check(talk, found.get(0)) ? 1 : 0;
            } else if (found.isEmpty()) {
                require(talk.broken != null && talk.heard.length == 0, "a connection that was refused has heard");
            }
        }
        checkCounts(wired, changed);
    }

    /** Returns whether something was changed on the way. */
    private boolean check(SoakTalk talk, TcpConnection wire) {
        String which = "connection " + wire.index() + ", port " + talk.port + ", " + wire.closeReason() + ", "
                + talk.broken + ": ";
        require(!wire.recordTruncated(), which + "the record is cut");
        require(wire.bytesReceived() == wire.received().length, which + "the counts are wrong");
        require(wire.bytesSent() == wire.sent().length, which + "the counts are wrong");
        long faults = times("blackhole");
        require(
                harm.wrong(talk.up, wire.received(), faults).isEmpty(),
                which + "upstream " + harm.wrong(talk.up, wire.received(), faults));
        require(
                harm.wrong(wire.sent(), talk.heard, faults).isEmpty(),
                which + "downstream " + harm.wrong(wire.sent(), talk.heard, faults));
        byte[] answer = answerTo(wire.received());
        String server = SoakHarm.FIN.wrong(answer, wire.sent(), 0);
        require(server.isEmpty(), which + "the server: " + server);
        CloseReason reason = wire.closeReason();
        require(allowed().contains(reason), which + "not a reason of " + harm);
        if (harm == SoakHarm.NONE || harm == SoakHarm.FLIPS) {
            require(talk.broken == null, which + "broken");
            require(answer.length == wire.sent().length, which + "the server has not said all");
        }
        if (reason == CloseReason.FAULT_RST || reason == CloseReason.TEST_RST) {
            require(talk.broken != null || talk.gaveUp, which + "no RST was seen");
        }
        boolean cut = reason == CloseReason.APPLICATION_FIN && harm == SoakHarm.NONE && !talk.isComplete();
        require(!cut, which + "not complete");
        return !Arrays.equals(talk.up, wire.received()) || !Arrays.equals(wire.sent(), talk.heard);
    }

    private Set<CloseReason> allowed() {
        return switch (harm) {
            case NONE, FLIPS -> Set.of(CloseReason.APPLICATION_FIN);
            case FIN -> Set.of(CloseReason.APPLICATION_FIN, CloseReason.FAULT_FIN, CloseReason.TEST_FIN);
            case RST -> Set.of(CloseReason.APPLICATION_FIN, CloseReason.FAULT_RST, CloseReason.TEST_RST);
            case HOLES -> Set.of(CloseReason.APPLICATION_FIN, CloseReason.APPLICATION_RST, CloseReason.TEST_RST);
            case ANY ->
                Set.of(
                        CloseReason.APPLICATION_FIN,
                        CloseReason.APPLICATION_RST,
                        CloseReason.FAULT_FIN,
                        CloseReason.FAULT_RST,
                        CloseReason.TEST_FIN,
                        CloseReason.TEST_RST);
        };
    }

    private void checkCounts(List<TcpConnection> wired, int changed) {
        long byFault = wired.stream()
                .map(TcpConnection::closeReason)
                .filter(reason -> reason == CloseReason.FAULT_FIN || reason == CloseReason.FAULT_RST)
                .count();
        long byTest = wired.stream()
                .map(TcpConnection::closeReason)
                .filter(reason -> reason == CloseReason.TEST_FIN || reason == CloseReason.TEST_RST)
                .count();
        long whole = fired("reset", "close", "limitData", "refuse");
        require(byFault <= whole + fired("halfClose"), byFault + " were ended by faults, which fired " + whole);
        require(whole <= wired.size(), whole + " ends by faults of " + wired.size() + " connections");
        require(harm.maySilence() || byTest <= testEnds, byTest + " were ended by the test, which ended " + testEnds);
        for (ActiveFault fault : applied) {
            require(
                    fault.fired() <= fault.matched() || fault.fault().kind().equals("refuse"),
                    fault + " fired more often than it matched");
            if (fault.fault().kind().equals("corrupt") && harm == SoakHarm.FLIPS) {
                require(fault.fired() <= changed, fault + " fired, but " + changed + " streams are changed");
            }
        }
        require(harm != SoakHarm.FLIPS || changed <= fired("corrupt"), changed + " streams are changed by no fault");
    }

    @Override
    String session() {
        return harm.toString();
    }

    @Override
    void requireFreePort() throws IOException {
        try (ServerSocket again = new ServerSocket()) {
            again.bind(endpoint.address());
        }
    }

    @Override
    public void close() {
        super.close();
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return String.format(
                "%s, %,d connections, %,d MiB heard", super.toString(), connections.get(), bytes.get() >> 20);
    }
}
