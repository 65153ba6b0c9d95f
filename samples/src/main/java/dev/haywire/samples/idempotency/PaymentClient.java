package dev.haywire.samples.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.UUID;

/** Pays, and asks again with the same words when the answer was lost. */
public final class PaymentClient {
    private static final int TIMEOUT_MILLIS = 5000;
    private static final int ATTEMPTS = 3;

    private final InetSocketAddress bank;
    private final boolean keys;

    private PaymentClient(InetSocketAddress bank, boolean keys) {
        this.bank = bank;
        this.keys = keys;
    }

    /**
     * Makes a client that gives each payment a key, so that the bank knows a request that comes again.
     *
     * @param bank where the bank listens
     * @return the client
     */
    public static PaymentClient withKeys(InetSocketAddress bank) {
        return new PaymentClient(bank, true);
    }

    /**
     * Makes the client as it was written first. Its bug: to the bank a request that comes again is another payment.
     *
     * @param bank where the bank listens
     * @return the client
     */
    public static PaymentClient withoutKeys(InetSocketAddress bank) {
        return new PaymentClient(bank, false);
    }

    /**
     * Pays.
     *
     * @param amount how much
     * @return the receipt
     * @throws IOException if no attempt was answered
     */
    public String pay(int amount) throws IOException {
        // made once per payment, outside of the loop: that is the whole point
        String request = "pay " + amount + (keys ? " " + UUID.randomUUID() : "") + "\n";
        for (int attempt = 1; ; attempt++) {
            try {
                return ask(request);
            } catch (IOException lost) {
                if (attempt == ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }

    private String ask(String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(bank, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            String receipt = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
            if (receipt == null) {
                throw new EOFException("the bank closed the connection");
            }
            return receipt;
        }
    }
}
