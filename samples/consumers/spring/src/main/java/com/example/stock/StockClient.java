package com.example.stock;

import jakarta.annotation.PreDestroy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Is connected as soon as the context is up, and connects again where the connection broke. */
@Component
public class StockClient {
    private static final int TIMEOUT_MS = 10_000;

    private final String host;
    private final int port;
    private Socket socket;
    private BufferedReader answers;

    public StockClient(@Value("${shop.stock-address}") String address) throws IOException {
        int colon = address.lastIndexOf(':');
        host = address.substring(0, colon);
        port = Integer.parseInt(address.substring(colon + 1));
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(host, port);
        socket.setSoTimeout(TIMEOUT_MS);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns where it asks, host:port. */
    public String address() {
        return host + ":" + port;
    }

    /** Sends a line and waits for the line that answers it. */
    public synchronized String ask(String question) {
        try {
            try {
                return once(question);
            } catch (IOException broken) {
                socket.close();
                connect();
                return once(question);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String once(String question) throws IOException {
        socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
        return answers.readLine();
    }

    @PreDestroy
    void disconnect() throws IOException {
        socket.close();
    }
}
