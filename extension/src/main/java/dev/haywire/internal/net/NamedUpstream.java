package dev.haywire.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;

/**
 * Finds the server of one connection by its name, on a thread of its own, since the loop must not wait for a name server; its addresses are
 * tried one after the other.
 */
final class NamedUpstream implements Runnable {
    private static final int DIAL_MILLIS = 10_000;

    private final Relay relay;
    private final FarEnd farEnd;
    private final String host;
    private final int port;

    NamedUpstream(Relay relay, FarEnd farEnd, String host, int port) {
        this.relay = relay;
        this.farEnd = farEnd;
        this.host = host;
        this.port = port;
    }

    void start() {
        relay.serveBy(new AwaitedPort());
        Thread thread = new Thread(this, "haywire-lookup-" + host);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            SocketChannel channel = connect();
            relay.loop().execute(() -> relay.guard(() -> serveBy(channel)));
        } catch (IOException | RuntimeException failure) {
            String why = failure instanceof UnknownHostException ? "unknown host " + host : failure.getMessage();
            relay.loop().execute(() -> relay.guard(() -> farEnd.failed(null, why)));
        }
    }

    private SocketChannel connect() throws IOException {
        IOException last = null;
        for (InetAddress address : InetAddress.getAllByName(host)) {
            SocketChannel channel = FarEnd.open(address);
            try {
                channel.socket().connect(new InetSocketAddress(address, port), DIAL_MILLIS);
                SocketPort.prepare(channel);
                return channel;
            } catch (IOException failure) {
                channel.close();
                last = failure;
            }
        }
        throw last == null ? new UnknownHostException(host) : last;
    }

    private void serveBy(SocketChannel channel) {
        try {
            if (relay.isOver()) {
                channel.close();
            } else {
                farEnd.connected(channel);
            }
        } catch (IOException failure) {
            farEnd.failed(null, failure.getMessage());
        }
    }
}
