package dev.haywire.internal.journal;

import dev.haywire.fault.Direction;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The layout of one event: four longs, so that a log is a plain array and adding to it allocates nothing.
 *
 * <p>time | value, or the first half of an address | second half of an address, or copy number (32 bits) and bytes or cause (32) | connection or
 * client (32), port (16), flag IPv6 (1), direction (2, 3 = none), kind (8).
 */
final class Event {
    /** Longs per event. */
    static final int LONGS = 4;

    private static final int NO_DIRECTION = 3;
    private static final int IPV6 = 1 << 10;
    private static final Direction[] DIRECTIONS = Direction.values();

    private Event() {}

    static void write(
            long[] to,
            int at,
            EventKind kind,
            int connection,
            @Nullable Direction direction,
            long value,
            long nanoTime) {
        int way = direction == null ? NO_DIRECTION : direction.ordinal();
        to[at] = nanoTime;
        to[at + 1] = value;
        to[at + 2] = 0;
        to[at + 3] = (long) connection << 32 | way << 8 | kind.ordinal();
    }

    static void write(long[] to, int at, EventKind kind, int connection, InetSocketAddress peer, long nanoTime) {
        InetAddress address = peer.getAddress();
        long high = 0;
        long low = 0;
        int flag = 0;
        if (address instanceof Inet6Address) {
            ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
            high = bytes.getLong();
            low = bytes.getLong();
            flag = IPV6;
        } else if (address != null) {
            low = ByteBuffer.wrap(address.getAddress()).getInt();
        }
        to[at] = nanoTime;
        to[at + 1] = high;
        to[at + 2] = low;
        to[at + 3] = (long) connection << 32 | (long) peer.getPort() << 16 | flag | NO_DIRECTION << 8 | kind.ordinal();
    }

    static void write(
            long[] to,
            int at,
            EventKind kind,
            int client,
            Direction direction,
            long ordinal,
            int copy,
            int detail,
            long nanoTime) {
        to[at] = nanoTime;
        to[at + 1] = ordinal;
        to[at + 2] = (long) copy << 32 | detail;
        to[at + 3] = (long) client << 32 | direction.ordinal() << 8 | kind.ordinal();
    }

    static long nanoTime(long[] from, int at) {
        return from[at];
    }

    static long value(long[] from, int at) {
        return from[at + 1];
    }

    static int copy(long[] from, int at) {
        return (int) (from[at + 2] >> 32);
    }

    /** A datagram's bytes, or the number of the cause by which it was lost. */
    static int detail(long[] from, int at) {
        return (int) from[at + 2];
    }

    static EventKind kind(long[] from, int at) {
        return EventKind.of((int) from[at + 3] & 0xff);
    }

    static int connection(long[] from, int at) {
        return (int) (from[at + 3] >> 32);
    }

    static @Nullable Direction direction(long[] from, int at) {
        int way = (int) from[at + 3] >> 8 & 3;
        return way == NO_DIRECTION ? null : DIRECTIONS[way];
    }

    /** Spells the address as {@code 127.0.0.1:80} or {@code [::1]:80}. */
    static String peer(long[] from, int at) {
        int port = (int) (from[at + 3] >> 16) & 0xffff;
        boolean six = ((int) from[at + 3] & IPV6) != 0;
        ByteBuffer bytes = ByteBuffer.allocate(six ? 16 : 4);
        if (six) {
            bytes.putLong(from[at + 1]).putLong(from[at + 2]);
        } else {
            bytes.putInt((int) from[at + 2]);
        }
        try {
            String host = InetAddress.getByAddress(bytes.array()).getHostAddress();
            return host.indexOf(':') < 0 ? host + ":" + port : "[" + Ipv6Literal.shortened(host) + "]:" + port;
        } catch (UnknownHostException impossible) {
            throw new AssertionError("4 or 16 bytes are an address", impossible);
        }
    }
}
