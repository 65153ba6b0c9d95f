package dev.haywire.samples.idempotency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The server's side: books payments, and one that carries a key only once. */
public final class Bank {
    private final Map<String, String> receipts = new HashMap<>();
    private final List<String> booked = new ArrayList<>();

    /**
     * Answers a request.
     *
     * @param request {@code pay 100}, or with a key {@code pay 100 5f0c}
     * @return the receipt; for a key that was there before the same one again
     */
    public synchronized String answer(String request) {
        String[] words = request.split(" ");
        return words.length == 2 ? book(words[1]) : receipts.computeIfAbsent(words[2], key -> book(words[1]));
    }

    private String book(String amount) {
        booked.add(amount);
        return "receipt " + booked.size();
    }

    /**
     * Returns what was booked.
     *
     * @return the amounts, in order
     */
    public synchronized List<String> booked() {
        return List.copyOf(booked);
    }
}
