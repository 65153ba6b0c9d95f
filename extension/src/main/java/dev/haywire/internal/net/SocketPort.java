package dev.haywire.internal.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real socket at one end of a relay. */
final class SocketPort implements Port, ReadyHandler {
    /** What is thrown away at most when a socket is released with input unread; more of it draws a RST, as from any server that closed. */
    private static final int DRAINED = 4 * EventLoop.LARGE_READ;

    private static final long DIAL_SECONDS = 10;

    private final Relay relay;
    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;

    private @Nullable Timer dialling;
    private boolean connecting;
    private boolean wantsRead;
    private boolean wantsWrite;
    private boolean written;
    private boolean heardAll;
    private boolean finished;
    private boolean closed;
    private int interest;

    private SocketPort(Relay relay, SocketChannel channel, int interest) throws IOException {
        this.relay = relay;
        this.loop = relay.loop();
        this.channel = channel;
        this.interest = interest;
        this.connecting = interest == SelectionKey.OP_CONNECT;
        this.wantsRead = interest == SelectionKey.OP_READ;
        this.key = loop.channels.register(channel, interest, this);
    }

    /** A socket that is connected: the application's side, or an upstream that answered at once. */
    static SocketPort connected(Relay relay, SocketChannel channel) throws IOException {
        return new SocketPort(relay, channel, SelectionKey.OP_READ);
    }

    /** The upstream's side, while the connection is being made. */
    static SocketPort connecting(Relay relay, SocketChannel channel) throws IOException {
        SocketPort port = new SocketPort(relay, channel, SelectionKey.OP_CONNECT);
        port.dialling = new Timer() {
            @Override
            void due(long now) {
                relay.broken(port, new SocketTimeoutException("no answer within " + DIAL_SECONDS + " s"));
            }

            @Override
            void failed(Throwable failure) {
                relay.crashed(failure);
            }
        };
        relay.loop().set(port.dialling, System.nanoTime() + TimeUnit.SECONDS.toNanos(DIAL_SECONDS));
        return port;
    }

    /** Nagle's algorithm would delay what the peers' own sockets had not delayed. */
    static void prepare(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    @Override
    public void ready(int ops) throws IOException {
        if (closed) {
            return;
        }
        if ((ops & SelectionKey.OP_CONNECT) != 0) {
            connectable();
            return;
        }
        if ((ops & SelectionKey.OP_READ) != 0) {
            relay.readable(this);
        }
        if ((ops & SelectionKey.OP_WRITE) != 0 && !closed) {
            relay.writable(this);
        }
    }

    private void connectable() throws IOException {
        if (!connecting) {
            // it may have been finished a moment ago, in the midst of the look
            if (!finished) {
                relay.broken(this, new IOException("Connection reset"));
            }
        } else if (channel.finishConnect()) {
            relay.farEnd().answered(channel);
            connecting = false;
            loop.set(dialling, TimerHeap.NEVER);
            relay.connected();
            updateInterest();
        }
    }

    @Override
    public void failed(Throwable failure) {
        relay.failed(this, failure);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (closed || connecting) {
            return 0;
        }
        int read = channel.read(into);
        heardAll |= read < 0;
        return read;
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        if (channel.write(from) > 0) {
            written = true;
        }
        return !from.hasRemaining();
    }

    @Override
    public boolean isReady() {
        return !connecting;
    }

    @Override
    public void wantRead(boolean wanted) {
        if (wantsRead != wanted) {
            wantsRead = wanted;
            updateInterest();
        }
    }

    @Override
    public void wantWrite(boolean wanted) {
        if (wantsWrite != wanted) {
            wantsWrite = wanted;
            updateInterest();
        }
    }

    private void updateInterest() {
        if (closed || connecting) {
            return;
        }
        int wanted = (wantsRead ? SelectionKey.OP_READ : 0) | (wantsWrite ? SelectionKey.OP_WRITE : 0);
        if (wanted != interest) {
            interest = wanted;
            key.interestOps(wanted);
            loop.parked().set(this, wanted == 0);
        }
    }

    /** A look at a socket that reports nothing, as nobody reads it: only its peer's RST can show now. */
    void listenForReset(boolean listen) {
        // once both sides have sent FIN the kernel reports the same as for a RST: no listening then, nor going on
        if (!closed && interest == 0) {
            key.interestOps(listen && !finished ? SelectionKey.OP_CONNECT : 0);
        }
    }

    @Override
    public void finish() throws IOException {
        // where it is closed next, that sends FIN
        if (!closed && !finished && !(heardAll && relay.isFinished())) {
            finished = true;
            channel.shutdownOutput();
        }
    }

    @Override
    public void reset() {
        if (!closed) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException alreadyBroken) {
                // then its peer needs no RST
            }
            close();
        }
    }

    @Override
    public void release() {
        if (!closed) {
            if (!heardAll) {
                drain();
            }
            close();
        }
    }

    /** With input unread, close would send RST instead of FIN. */
    private void drain() {
        try {
            int drained = 0;
            int read;
            while (drained < DRAINED && (read = channel.read(loop.scratch(EventLoop.LARGE_READ))) > 0) {
                drained += read;
            }
        } catch (IOException alreadyBroken) {
            // nothing left to be polite to
        }
    }

    private void close() {
        closed = true;
        if (dialling != null) {
            loop.set(dialling, TimerHeap.NEVER);
        }
        loop.parked().set(this, false);
        try {
            channel.close();
        } catch (IOException failure) {
            relay.failed(this, failure);
        }
        loop.channels.closed();
    }

    @Override
    public void afterArrival(Runnable continuation) {
        if (!written || closed) {
            continuation.run();
            return;
        }
        try {
            InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
            InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
            SendQueues.whenEmpty(local, remote, () -> !closed, () -> loop.execute(continuation));
        } catch (IOException alreadyBroken) {
            continuation.run();
        }
    }
}
