package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Direction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A healthy wire loses, doubles, overtakes and changes nothing, however many pass: 100 000 there and back, a million with
 * {@code -Dhaywire.datagrams=1000000}. There are never more on their way than any kernel's buffers keep.
 */
class UdpManyDatagramsTest {
    private static final int DATAGRAMS = Integer.getInteger("haywire.datagrams", 100_000);
    private static final int AT_ONCE = 50;
    private static final int SIZE = 64;

    @Test
    @Timeout(240)
    void eachComesOnceInItsPlaceAndAsItWas() throws Exception {
        try (DatagramChannel server = open();
                DatagramChannel client = open()) {
            Thread echo = echo(server);
            try (LiveUdpEndpoint proxy = StartedUdp.proxy((InetSocketAddress) server.getLocalAddress())) {
                client.connect(proxy.address());
                talk(client);
                assertPassed(proxy);
            }
            server.close();
            echo.join(Duration.ofSeconds(10).toMillis());
            assertThat(echo.isAlive()).isFalse();
        }
    }

    private static void talk(DatagramChannel client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(2 * SIZE);
        for (long sent = 0; sent < DATAGRAMS; sent += AT_ONCE) {
            for (long i = sent; i < sent + AT_ONCE; i++) {
                client.write(numbered(buffer, i));
            }
            for (long i = sent; i < sent + AT_ONCE; i++) {
                buffer.clear();
                client.receive(buffer);
                requireNumbered(buffer.flip(), i);
            }
        }
    }

    private static ByteBuffer numbered(ByteBuffer buffer, long number) {
        buffer.clear();
        for (int at = 0; at < SIZE; at += Long.BYTES) {
            buffer.putLong(number * 0x9E3779B97F4A7C15L + at);
        }
        return buffer.flip();
    }

    private static void requireNumbered(ByteBuffer came, long number) {
        boolean same = came.remaining() == SIZE;
        for (int at = 0; same && at < SIZE; at += Long.BYTES) {
            same = came.getLong(at) == number * 0x9E3779B97F4A7C15L + at;
        }
        if (!same) {
            throw new AssertionError("not datagram " + number + ", or not as it was: " + came.remaining() + " B");
        }
    }

    private static void assertPassed(LiveUdpEndpoint proxy) {
        String counts = "received " + DATAGRAMS + ", delivered " + DATAGRAMS
                + ", dropped 0, duplicated 0, reordered 0, held 0, kernel drops 0";
        assertThat(proxy.counts(Direction.UPSTREAM)).hasToString(counts);
        assertThat(proxy.counts(Direction.DOWNSTREAM)).hasToString(counts);
        assertThat(proxy.unaccounted()).isEmpty();
        assertThat(proxy.clients()).hasSize(1);
    }

    private static Thread echo(DatagramChannel server) {
        Thread thread = new Thread(() -> {
            ByteBuffer buffer = ByteBuffer.allocateDirect(2 * SIZE);
            try {
                while (true) {
                    SocketAddress source = server.receive(buffer.clear());
                    server.send(buffer.flip(), source);
                }
            } catch (ClosedChannelException over) {
                // closed by the test
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static DatagramChannel open() throws IOException {
        return DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20)
                .bind(new InetSocketAddress("127.0.0.1", 0));
    }
}
