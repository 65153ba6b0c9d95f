package dev.haywire.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A receiver of numbered datagrams on a socket of its own, which keeps count of what is wrong with them. */
final class TelemetrySink implements AutoCloseable {
    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final byte[] times;
    private volatile long received;
    private volatile Throwable failure;
    private long again;
    private long overtaken;
    private long changed;
    private long highest;
    private int mostFlipped;

    /** Opens it for numbers from 1 to that one. */
    TelemetrySink(int most) throws IOException {
        times = new byte[most + 1];
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 * 1024 * 1024);
        channel.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        address = (InetSocketAddress) channel.getLocalAddress();
        Thread thread = new Thread(this::run, "telemetry-sink");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1_000);
        try {
            while (true) {
                channel.receive(buffer.clear());
                take(buffer.flip());
                received++;
            }
        } catch (AsynchronousCloseException ended) {
            // by the test
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    private void take(ByteBuffer read) {
        if (read.remaining() != Telemetry.LENGTH) {
            throw new AssertionError("a datagram of " + read.remaining() + " bytes");
        }
        long number = Telemetry.number(read);
        int flipped = Telemetry.flipped(read);
        mostFlipped = Math.max(mostFlipped, flipped);
        if (number < highest) {
            overtaken++;
        }
        highest = Math.max(highest, number);
        if (times[(int) number]++ > 0) {
            again++;
        } else if (flipped > 0) {
            changed++;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** The other counts are those of so many. */
    long received() {
        if (failure != null) {
            throw new AssertionError(failure);
        }
        return received;
    }

    long kernelDrops() {
        return KernelSockets.read(Set.of(address.getPort()), List.of(address))
                .drops()
                .getOrDefault(address, 0L);
    }

    /** That came at least once. */
    long different() {
        return received - again;
    }

    /** That had come before. */
    long again() {
        return again;
    }

    /** That came behind a later one (RFC 4737). */
    long overtaken() {
        return overtaken;
    }

    /** That were changed when they came for the first time. */
    long changed() {
        return changed;
    }

    /** In one datagram, in bits. */
    int mostFlipped() {
        return mostFlipped;
    }

    List<Long> missing() {
        List<Long> missing = new ArrayList<>();
        for (int i = 1; i < times.length; i++) {
            if (times[i] == 0) {
                missing.add((long) i);
            }
        }
        return missing;
    }

    @Override
    public String toString() {
        return different() + " different ones, " + again + " again, " + overtaken + " overtaken, " + changed
                + " changed, the kernel dropped " + kernelDrops();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
