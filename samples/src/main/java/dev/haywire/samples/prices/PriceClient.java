package dev.haywire.samples.prices;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a price over HTTP; where that fails or takes too long, the last one known has to do. */
public final class PriceClient {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest question;
    private String lastKnown;

    /**
     * Makes one.
     *
     * @param server where the price is asked
     * @param initial what the price is taken for until it was heard once
     */
    public PriceClient(URI server, String initial) {
        this.question = HttpRequest.newBuilder(server).timeout(PATIENCE).build();
        this.lastKnown = initial;
    }

    /**
     * Returns the price.
     *
     * @return that of now, or else the last one known
     * @throws InterruptedException if the thread is interrupted
     */
    public String price() throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                lastKnown = answer.body();
            }
        } catch (IOException unreachableOrLate) {
            // yesterday's price is better than none
        }
        return lastKnown;
    }
}
