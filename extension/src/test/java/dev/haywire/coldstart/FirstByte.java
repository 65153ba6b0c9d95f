package dev.haywire.coldstart;

import dev.haywire.Haywire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A program that sends a byte and waits for it to come back: through a proxy and an echo server, or with the JDK's channels alone. */
final class FirstByte {
    static final String THROUGH_A_PROXY = "proxy";
    static final String BARE = "bare";

    private FirstByte() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals(BARE)) {
            bare();
        } else {
            Haywire haywire = Haywire.open();
            try (SocketChannel client = SocketChannel.open(
                    haywire.tcpProxy(haywire.tcpEchoServer().address()).address())) {
                send(client);
                receive(client);
            }
        }
        // an end in good order is not the start
        Runtime.getRuntime().halt(0);
    }

    private static void bare() throws IOException {
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            try (SocketChannel client = SocketChannel.open(listener.getLocalAddress())) {
                selector.select();
                try (SocketChannel accepted = listener.accept()) {
                    send(client);
                    receive(accepted);
                    send(accepted);
                    receive(client);
                }
            }
        }
    }

    private static void send(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.allocateDirect(1));
    }

    private static void receive(SocketChannel channel) throws IOException {
        if (channel.read(ByteBuffer.allocateDirect(1)) != 1) {
            throw new IOException("no byte came");
        }
    }
}
