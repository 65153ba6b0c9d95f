package dev.haywire.assertj;

import dev.haywire.Datagram;
import dev.haywire.Protocol;
import dev.haywire.ThrowingRunnable;
import dev.haywire.UdpCounts;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpHandler;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import dev.haywire.internal.journal.DatagramCounts;
import dev.haywire.internal.journal.DatagramRecord;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** An endpoint whose datagrams, counts and journal the test sets. */
class FakeUdpEndpoint extends FakeOfAnyProtocol implements UdpEndpoint {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("127.0.0.1", 40000);

    final DatagramRecord record = new DatagramRecord();
    final DatagramCounts counts = new DatagramCounts();
    long heldUp;
    long kernelDrops;

    FakeUdpEndpoint() {
        super("dns", Protocol.UDP, 53);
    }

    /** Lets texts arrive and be delivered. */
    FakeUdpEndpoint delivered(String... texts) {
        for (String text : texts) {
            counts.received(Direction.UPSTREAM);
            counts.delivered(Direction.UPSTREAM);
            ByteBuffer payload = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            record.add(0, record.delivered(Direction.UPSTREAM) + 1, 0, Direction.UPSTREAM, CLIENT, payload, 0);
        }
        return this;
    }

    /** Lets a datagram arrive and be lost. */
    FakeUdpEndpoint dropped(Direction direction, String cause) {
        counts.received(direction);
        counts.dropped(direction, cause);
        return this;
    }

    @Override
    public List<Datagram> datagrams() {
        return datagrams(Direction.UPSTREAM);
    }

    @Override
    public List<Datagram> datagrams(Direction direction) {
        return record.all(direction);
    }

    @Override
    public boolean recordTruncated() {
        return record.truncated();
    }

    @Override
    public UdpCounts counts() {
        return counts(Direction.BOTH);
    }

    @Override
    public UdpCounts counts(Direction direction) {
        return counts.snapshot(direction, heldUp, kernelDrops);
    }

    @Override
    public void awaitDatagrams(int count, Duration timeout) {
        if (record.delivered(Direction.UPSTREAM) < count) {
            throw new AssertionError("Expected " + count + " datagrams to be delivered by \"dns\" within 50 ms, but "
                    + record.delivered(Direction.UPSTREAM) + " were");
        }
    }

    @Override
    public void awaitDatagrams(int count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Datagram takeDatagram(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Datagram takeDatagram() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActiveFault apply(UdpFault fault) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void during(UdpFault fault, ThrowingRunnable body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void send(byte[] payload, InetSocketAddress client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void handle(UdpHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forwardTo(InetSocketAddress upstream) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<InetSocketAddress> clients() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void expectClient(InetSocketAddress client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rebind(InetSocketAddress client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rebind(InetSocketAddress client, InetAddress newSource) {
        throw new UnsupportedOperationException();
    }
}
