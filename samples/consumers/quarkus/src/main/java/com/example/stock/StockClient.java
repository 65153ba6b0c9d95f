package com.example.stock;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the stock server, once more where the answer is lost. */
@ApplicationScoped
public class StockClient {
    private static final int TIMEOUT_MS = 10_000;

    @ConfigProperty(name = "shop.stock-address")
    String address;

    public String address() {
        return address;
    }

    public String ask(String question) throws IOException {
        try {
            return once(question);
        } catch (IOException lost) {
            return once(question);
        }
    }

    private String once(String question) throws IOException {
        int colon = address.lastIndexOf(':');
        try (Socket socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
            String answer = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (answer == null) {
                throw new IOException("no answer");
            }
            return answer;
        }
    }
}
