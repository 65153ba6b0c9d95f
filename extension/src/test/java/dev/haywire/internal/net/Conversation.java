package dev.haywire.internal.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A connection on which both sides talk at once, each a stream of its own that no other connection has, up to FIN; each side compares what it
 * hears, byte by byte.
 *
 * @param number tells the streams of this conversation from those of others
 * @param up how many bytes the application says
 * @param down how many bytes the server says; an echo server says what it hears instead
 */
record Conversation(long number, long up, long down) {
    private static final int HEADER = 3 * Long.BYTES;
    private static final long PATIENCE_SECONDS = 60;

    /** The application's side; returns how many bytes went both ways. */
    long ask(Client client, boolean echoed) throws Exception {
        CompletableFuture<Long> said = Async.supply(() -> say(client));
        InputStream in = client.socket().getInputStream();
        if (echoed) {
            require(read(new DataInputStream(in)).equals(this), "another header");
        }
        long expected = echoed ? up : down;
        long heard = Stream.readAll(in, echoed ? upFrom() : downFrom());
        require(heard == expected, heard + " bytes of " + expected + " were heard");
        long told = said.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        require(told == up, told + " bytes of " + up + " were told");
        return told + heard;
    }

    private long say(Client client) {
        try {
            OutputStream out = client.socket().getOutputStream();
            DataOutputStream header = new DataOutputStream(out);
            header.writeLong(number);
            header.writeLong(up);
            header.writeLong(down);
            long told = Stream.write(out, upFrom(), up);
            client.finish();
            return told;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The server's side; the caller sends FIN behind it. */
    static void answer(InputStream in, OutputStream out) throws Exception {
        Conversation conversation = read(new DataInputStream(in));
        CompletableFuture<Long> said =
                Async.supply(() -> Stream.write(out, conversation.downFrom(), conversation.down));
        long heard = Stream.readAll(in, conversation.upFrom());
        require(heard == conversation.up, "the server heard " + heard + " bytes of " + conversation.up);
        require(said.get(PATIENCE_SECONDS, TimeUnit.SECONDS) == conversation.down, "the server could not say all");
    }

    private static Conversation read(DataInputStream in) throws IOException {
        return new Conversation(in.readLong(), in.readLong(), in.readLong());
    }

    /** What passes the wire towards the server. */
    long upOnWire() {
        return HEADER + up;
    }

    private long upFrom() {
        return number * 1_000_003;
    }

    private long downFrom() {
        return number * 1_000_003 + 500_001;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
