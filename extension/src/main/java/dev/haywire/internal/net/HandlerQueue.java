package dev.haywire.internal.net;

import dev.haywire.Datagram;
import dev.haywire.UdpHandler;
import dev.haywire.UdpReplier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The datagrams that wait for a handler, and the thread that serves them one after the other. */
final class HandlerQueue implements Runnable {
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final int OVERHEAD = 256;

    private final UdpHandler handler;
    private final HandlerThreads threads;
    private final Consumer<Throwable> errors;
    private final Deque<Call> calls = new ArrayDeque<>();
    private long bytes;
    private boolean started;
    private boolean ended;

    private record Call(Datagram datagram, UdpReplier replier, int weight) {}

    HandlerQueue(UdpHandler handler, HandlerThreads threads, Consumer<Throwable> errors) {
        this.handler = handler;
        this.threads = threads;
        this.errors = errors;
    }

    /** Whether it takes one more of that size. Asked, and then filled, by the loop alone. */
    synchronized boolean hasRoom(int length) {
        return !ended
                && bytes + length + OVERHEAD <= MOST_BYTES
                && DatagramMemory.ALL.used() + length + OVERHEAD <= DatagramMemory.ALL.bound();
    }

    synchronized void add(Datagram datagram, int length, UdpReplier replier) {
        calls.add(new Call(datagram, replier, length + OVERHEAD));
        bytes += length + OVERHEAD;
        DatagramMemory.ALL.force(length + OVERHEAD);
        if (!started) {
            started = true;
            threads.start(this);
        }
        notifyAll();
    }

    /** No more come. Those that wait are served where another handler takes over, and forgotten where the endpoint ends. */
    synchronized void end(boolean forget) {
        ended = true;
        if (forget) {
            calls.clear();
            DatagramMemory.ALL.give(bytes);
            bytes = 0;
        }
        notifyAll();
    }

    @Override
    public void run() {
        Call call;
        while ((call = next()) != null) {
            try {
                handler.handle(call.datagram, call.replier);
            } catch (Throwable failure) {
                if (!(hasEnded() && failure instanceof InterruptedException)) {
                    errors.accept(failure);
                }
            }
        }
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private synchronized @Nullable Call next() {
        while (calls.isEmpty() && !ended) {
            try {
                wait();
            } catch (InterruptedException ofTheHandlersOwn) {
                // it is not ours to end by: the endpoint tells when
            }
        }
        Call call = calls.poll();
        if (call != null) {
            bytes -= call.weight;
            DatagramMemory.ALL.give(call.weight);
        }
        return call;
    }
}
