package dev.haywire.samples.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Scanner;
import java.util.function.Consumer;

/** Talks to a server until one of the two leaves, and says which one it was. */
public final class ChatClient implements Chat {
    private static final int CONNECT_TIMEOUT_MILLIS = 2000;

    private final Socket socket = new Socket();
    private final Consumer<String> screen;
    private volatile boolean left;
    private volatile boolean over;

    /**
     * Connects.
     *
     * @param server where the server listens
     * @param screen gets what the server says, and why the conversation ended
     * @throws IOException if the server cannot be reached
     */
    public ChatClient(InetSocketAddress server, Consumer<String> screen) throws IOException {
        this.screen = screen;
        socket.connect(server, CONNECT_TIMEOUT_MILLIS);
        Thread listener = new Thread(this::listen, "chat");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        String why = "* the server has left";
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                screen.accept(line);
            }
        } catch (IOException broken) {
            why = "* the connection broke: " + broken.getMessage();
        }
        over = true;
        if (!left) {
            screen.accept(why);
        }
        close();
    }

    @Override
    public void say(String line) throws IOException {
        if (line.equals("q")) {
            close();
            return;
        }
        if (over) {
            throw new IOException("nobody is there any more, so this was not said: " + line);
        }
        socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
    }

    @Override
    public boolean isOpen() {
        return !over && !left;
    }

    @Override
    public void close() {
        left = true;
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // it is not used any more, which is all that closing is for
        }
    }

    /**
     * Chats with the server of the command line.
     *
     * @param args host and port: {@code 127.0.0.1 5555}
     * @throws IOException if the server cannot be reached, or breaks off
     */
    public static void main(String[] args) throws IOException {
        InetSocketAddress server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
        try (ChatClient chat = new ChatClient(server, System.out::println);
                Scanner keyboard = new Scanner(System.in)) {
            while (chat.isOpen() && keyboard.hasNextLine()) {
                chat.say(keyboard.nextLine());
            }
        }
    }
}
