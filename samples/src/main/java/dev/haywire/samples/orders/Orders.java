package dev.haywire.samples.orders;

import java.io.IOException;
import java.util.function.Consumer;

/** Places orders with a server, over one connection that is kept. */
public interface Orders extends AutoCloseable {

    /**
     * Sends an order and waits for its acknowledgement. An order whose acknowledgement was lost is sent again: the server tells doubles apart.
     *
     * @param order one line
     * @return what the server acknowledged
     * @throws java.io.UncheckedIOException if it was given up, or this was closed meanwhile
     */
    String send(String order);

    /**
     * Tells each failure that is followed by another attempt, before the pause. For logs.
     *
     * @param listener gets what went wrong
     */
    void onRetry(Consumer<IOException> listener);

    @Override
    void close();
}
