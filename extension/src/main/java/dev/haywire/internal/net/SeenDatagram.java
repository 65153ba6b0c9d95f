package dev.haywire.internal.net;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import dev.haywire.internal.journal.Spelled;
import dev.haywire.internal.journal.WallTime;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.time.Instant;

/** A datagram as code of the test sees it: a predicate on its arrival, a handler when it is delivered. */
record SeenDatagram(
        int index,
        long ordinal,
        Direction direction,
        InetSocketAddress source,
        byte[] bytes,
        Charset charset,
        long stamp)
        implements Datagram {

    static byte[] bytes(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(payload.position(), bytes);
        return bytes;
    }

    @Override
    public byte[] payload() {
        return bytes.clone();
    }

    @Override
    public String text() {
        return text(charset);
    }

    @Override
    public String text(Charset other) {
        return new String(bytes, other);
    }

    @Override
    public Instant receivedAt() {
        return WallTime.at(stamp);
    }

    @Override
    public String toString() {
        return Spelled.datagram(index, direction, ordinal, 0) + ": " + Spelled.text(text());
    }
}
