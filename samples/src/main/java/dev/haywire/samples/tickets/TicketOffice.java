package dev.haywire.samples.tickets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The server's side: sells tickets, and answers a request that comes again as it did the first time. */
public final class TicketOffice {
    private static final int REMEMBERED = 1000;

    private final List<String> sold = new ArrayList<>();
    private final Map<String, String> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED; // who asks again does so soon
        }
    };

    /**
     * Answers a request.
     *
     * @param request {@code buy 12A}, or with an id {@code 5f0c buy 12A}
     * @return {@code ticket 1 for seat 12A}; where the request has an id, behind that id, and the same again for one that was there before
     */
    public synchronized String answer(String request) {
        String[] words = request.split(" ");
        return words.length == 2 ? sell(words[1]) : answers.computeIfAbsent(words[0], id -> id + " " + sell(words[2]));
    }

    private String sell(String seat) {
        sold.add(seat);
        return "ticket " + sold.size() + " for seat " + seat;
    }

    /**
     * Returns what was sold.
     *
     * @return the seats, in order
     */
    public synchronized List<String> sold() {
        return List.copyOf(sold);
    }
}
