package dev.haywire.samples.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

/** The client as it was written first: it talks on when nobody is there any more. {@link ChatClient} is the version that notices. */
public final class FirstChatClient implements Chat {
    private final Socket socket;
    private final Consumer<String> screen;

    /**
     * Connects.
     *
     * @param server where the server listens
     * @param screen gets what the server says
     * @throws IOException if the server cannot be reached
     */
    public FirstChatClient(InetSocketAddress server, Consumer<String> screen) throws IOException {
        this.socket = new Socket(server.getAddress(), server.getPort());
        this.screen = screen;
        Thread listener = new Thread(this::listen, "chat");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            // bug: the server's close ends this loop, and nobody is told
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                screen.accept(line);
            }
        } catch (IOException broken) {
            // bug: nobody is told of this either
        }
    }

    @Override
    public void say(String line) throws IOException {
        if (line.equals("q")) {
            close();
            return;
        }
        // bug: what is written behind the server's FIN is taken by the kernel and lost
        socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed(); // bug: tells of our own side alone
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // it is not used any more, which is all that closing is for
        }
    }
}
