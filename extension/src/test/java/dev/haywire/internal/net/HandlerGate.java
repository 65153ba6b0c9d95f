package dev.haywire.internal.net;

import dev.haywire.Datagram;
import dev.haywire.UdpHandler;
import dev.haywire.UdpReplier;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A handler that answers each datagram with itself, once it is let. */
final class HandlerGate implements UdpHandler {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final Semaphore turns = new Semaphore(0);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void handle(Datagram datagram, UdpReplier replier) throws InterruptedException {
        seen.add(datagram.text());
        entered.countDown();
        turns.acquire();
        replier.reply(datagram.payload());
    }

    void awaitEntered() throws InterruptedException {
        if (!entered.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("no datagram within 30 s");
        }
    }

    void open(int datagrams) {
        turns.release(datagrams);
    }

    List<String> seen() {
        return seen;
    }
}
