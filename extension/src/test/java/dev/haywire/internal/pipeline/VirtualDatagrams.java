package dev.haywire.internal.pipeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A lane of datagrams in virtual time, with a source that is driven by the test and a receiver that remembers what came when. */
final class VirtualDatagrams {

    static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    /** A datagram as the receiver saw it. */
    record Seen(long ordinal, int copy, long at, byte[] payload, boolean overtaken) {}

    /** One that never came. */
    record Lost(long ordinal, int copy, String cause) {}

    final int client;
    final PacketLane lane;
    final List<Seen> seen = new ArrayList<>();
    final List<Lost> lost = new ArrayList<>();
    final Map<String, List<Long>> fired = new TreeMap<>();
    final List<Throwable> failures = new ArrayList<>();
    final long start = 1_000_000_007;
    long now = start;
    long deadline = Lane.NEVER;
    long seed = 42;
    long sent;
    int copies;
    int matched;
    long memory = Long.MAX_VALUE;

    VirtualDatagrams() {
        this(0);
    }

    VirtualDatagrams(int client) {
        this.client = client;
        this.lane = new PacketLane(new Budget(), new Receiver());
    }

    PacketStage add(UdpFault fault) {
        return add(fault, 0);
    }

    PacketStage add(UdpFault fault, int occurrence) {
        return add(fault, PacketStages.decisions(fault, seed, "wire", Direction.UPSTREAM, occurrence, client));
    }

    /** Adds the stage of a fault whose decisions other clients may share. */
    PacketStage add(UdpFault fault, Decisions decisions) {
        return add(PacketStages.stage(fault, Direction.UPSTREAM, decisions, IpVersion.IPV4, new Events(fault.kind())));
    }

    PacketStage add(PacketStage stage) {
        lane.add(stage);
        deadline = lane.wake(now);
        return stage;
    }

    /** For stages whose events are of no interest. */
    PacketEvents silent() {
        return new Events("silent");
    }

    void remove(PacketStage stage) {
        lane.remove(stage, now);
        deadline = lane.wake(now);
    }

    VirtualDatagrams send(String... texts) {
        for (String text : texts) {
            send(text.getBytes(ISO_8859_1));
        }
        return this;
    }

    /** Sends from a buffer that is used again, as the engine's is. */
    VirtualDatagrams send(byte[] payload) {
        return send(payload, sent + 1);
    }

    /** Sends the one that has this number among those of all clients. */
    VirtualDatagrams send(byte[] payload, long ordinalAcross) {
        byte[] scratch = new byte[payload.length + 3];
        System.arraycopy(payload, 0, scratch, 3, payload.length);
        lane.data(new Packet(client, ++sent, ordinalAcross, ByteBuffer.wrap(scratch, 3, payload.length), now), now);
        java.util.Arrays.fill(scratch, (byte) '#');
        deadline = lane.wake(now);
        return this;
    }

    /** Sends so many numbered datagrams at the same moment. */
    VirtualDatagrams sendMany(int count) {
        for (int i = 0; i < count; i++) {
            send(String.valueOf(sent + 1));
        }
        return this;
    }

    /** Lets time pass, waking the lane exactly when it asks for it. */
    VirtualDatagrams pass(long nanos) {
        long until = now + nanos;
        while (deadline <= until) {
            now = Math.max(now, deadline);
            deadline = lane.wake(now);
        }
        now = until;
        return this;
    }

    VirtualDatagrams passMs(double ms) {
        return pass((long) (ms * MS));
    }

    /** What came, in order. */
    String all() {
        return String.join(
                " ",
                seen.stream().map(one -> new String(one.payload(), ISO_8859_1)).toList());
    }

    String fresh() {
        String all = all();
        seen.clear();
        return all;
    }

    /** When what came, in milliseconds since the start. */
    List<Double> times() {
        return seen.stream().map(one -> (one.at() - start) / (double) MS).toList();
    }

    List<Long> lostOrdinals() {
        return lost.stream().map(Lost::ordinal).toList();
    }

    List<Long> lostTo(String cause) {
        return lost.stream()
                .filter(one -> one.cause().equals(cause))
                .map(Lost::ordinal)
                .toList();
    }

    int fired(String kind) {
        return fired.getOrDefault(kind, List.of()).size();
    }

    /** Whether each datagram was lost, in order of ordinals. */
    boolean[] losses() {
        boolean[] losses = new boolean[(int) sent];
        lost.forEach(one -> losses[(int) one.ordinal() - 1] = true);
        return losses;
    }

    /** received + copies = delivered + dropped + held. */
    boolean isConserved() {
        return sent + copies == seen.size() + lost.size() + lane.held();
    }

    private final class Budget implements PacketBudget {

        @Override
        public boolean take(int bytes) {
            if (memory < bytes) {
                return false;
            }
            memory -= bytes;
            return true;
        }

        @Override
        public void give(int bytes) {
            memory += bytes;
        }
    }

    private final class Receiver implements PacketSink {

        @Override
        public void deliver(Packet packet) {
            byte[] payload = new byte[packet.length()];
            packet.payload().get(payload); // uses the buffer up, as a channel does
            seen.add(new Seen(packet.ordinal(), packet.copy(), now, payload, packet.isOvertaken()));
        }

        @Override
        public void dropped(Packet packet, String cause) {
            lost.add(new Lost(packet.ordinal(), packet.copy(), cause));
        }

        @Override
        public void copied(Packet copy) {
            copies++;
        }
    }

    private final class Events implements PacketEvents {
        private final String kind;

        Events(String kind) {
            this.kind = kind;
        }

        @Override
        public void matched() {
            matched++;
        }

        @Override
        public void fired(Packet packet, long number) {
            fired.computeIfAbsent(kind, none -> new ArrayList<>()).add(number);
        }

        @Override
        public void failed(Throwable thrown) {
            failures.add(thrown);
        }

        @Override
        public Datagram view(Packet packet) {
            return new View(packet);
        }
    }

    private record View(Packet packet) implements Datagram {

        @Override
        public int index() {
            return packet.client();
        }

        @Override
        public long ordinal() {
            return packet.ordinal();
        }

        @Override
        public Direction direction() {
            return Direction.UPSTREAM;
        }

        @Override
        public InetSocketAddress source() {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] payload() {
            return packet.bytes();
        }

        @Override
        public String text() {
            return text(ISO_8859_1);
        }

        @Override
        public String text(Charset charset) {
            return new String(payload(), charset);
        }

        @Override
        public Instant receivedAt() {
            return Instant.EPOCH.plusNanos(packet.stamp());
        }
    }
}
