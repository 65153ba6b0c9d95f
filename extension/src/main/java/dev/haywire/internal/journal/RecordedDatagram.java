package dev.haywire.internal.journal;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Instant;

/** A datagram that was delivered, kept with a payload of its own. */
final class RecordedDatagram implements Datagram {
    private final int client;
    private final long ordinal;
    private final int copy;
    private final Direction direction;
    private final InetSocketAddress source;
    private final byte[] payload;
    private final Charset charset;
    private final long stamp;

    /** Whether a test took it. Guarded by the record it is in. */
    boolean taken;

    RecordedDatagram(
            int client,
            long ordinal,
            int copy,
            Direction direction,
            InetSocketAddress source,
            byte[] payload,
            Charset charset,
            long stamp) {
        this.client = client;
        this.ordinal = ordinal;
        this.copy = copy;
        this.direction = direction;
        this.source = source;
        this.payload = payload;
        this.charset = charset;
        this.stamp = stamp;
    }

    boolean went(Direction way) {
        return way == Direction.BOTH || direction == way;
    }

    int length() {
        return payload.length;
    }

    @Override
    public int index() {
        return client;
    }

    @Override
    public long ordinal() {
        return ordinal;
    }

    @Override
    public Direction direction() {
        return direction;
    }

    @Override
    public InetSocketAddress source() {
        return source;
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    @Override
    public String text() {
        return text(charset);
    }

    @Override
    public String text(Charset other) {
        return new String(payload, other);
    }

    @Override
    public Instant receivedAt() {
        return WallTime.at(stamp);
    }

    @Override
    public String toString() {
        return Spelled.datagram(client, direction, ordinal, copy) + ": " + Spelled.text(text());
    }
}
