package dev.haywire.samples.proxied;

import java.util.concurrent.atomic.AtomicLong;

/** What a ledger's server does when a client says something. */
final class Ledger {
    private final AtomicLong balance = new AtomicLong();

    /** Answers {@code deposit 100} and {@code balance} with the balance, anything else with an error. */
    String answer(String line) {
        String[] words = line.split(" ");
        try {
            return switch (words[0]) {
                case "deposit" -> "" + balance.addAndGet(Long.parseLong(words[1]));
                case "balance" -> "" + balance.get();
                default -> "error: deposit or balance is wanted";
            };
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException wrong) {
            return "error: an amount is wanted";
        }
    }
}
