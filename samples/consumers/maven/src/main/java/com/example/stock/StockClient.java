package com.example.stock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a server line by line, over one connection, and connects once more where that one broke. */
public final class StockClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;

    private final InetSocketAddress server;
    private Socket socket;
    private BufferedReader answers;

    public StockClient(InetSocketAddress server) {
        this.server = server;
    }

    public StockClient(String host, int port) {
        this(new InetSocketAddress(host, port));
    }

    /** Sends a line and waits for the line that answers it; null where the server ended the connection instead. */
    public String ask(String question) {
        try {
            try {
                return once(question);
            } catch (IOException broken) {
                close();
                return once(question);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String once(String question) throws IOException {
        if (socket == null) {
            socket = new Socket();
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(server, TIMEOUT_MS);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }
        socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
        return answers.readLine();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
