package dev.haywire.samples.echo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/** Waits for each echo as long as it promises and no longer, and knows an echo of this line from one of an earlier line. */
public final class EchoClient implements Echo {
    private static final long PATIENCE_MILLIS = 2000;

    private final DatagramSocket socket;

    /**
     * Makes a client.
     *
     * @param server where the server listens
     * @throws IOException if there is no way to that address
     */
    public EchoClient(InetSocketAddress server) throws IOException {
        socket = new DatagramSocket();
        socket.connect(server);
    }

    @Override
    public String say(String line) throws IOException {
        if (line.equals("q")) {
            close();
            return "bye";
        }
        byte[] said = line.getBytes(UTF_8);
        socket.send(new DatagramPacket(said, said.length));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        for (long left = PATIENCE_MILLIS; left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            String heard = hear((int) left);
            if (heard.equals(line)) {
                return heard;
            } // else nothing, or what came late or twice of an earlier line
        }
        return "* no answer";
    }

    private String hear(int millis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.setSoTimeout(millis);
        try {
            socket.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), UTF_8);
        } catch (SocketTimeoutException silence) {
            return "";
        }
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public void close() {
        socket.close();
    }

    /**
     * Talks to the server of the command line.
     *
     * @param args host and port: {@code 127.0.0.1 7}
     * @throws IOException if nobody listens there
     */
    public static void main(String[] args) throws IOException {
        InetSocketAddress server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
        try (EchoClient client = new EchoClient(server);
                Scanner keyboard = new Scanner(System.in)) {
            while (client.isOpen() && keyboard.hasNextLine()) {
                System.out.println(client.say(keyboard.nextLine()));
            }
        }
    }
}
