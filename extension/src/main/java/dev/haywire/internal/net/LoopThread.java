package dev.haywire.internal.net;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The thread of an event loop: code that runs on it, such as a predicate of the test, must not wait for any loop. */
final class LoopThread extends Thread {
    /** Each stage hands on to the next one: tens of thousands of faults fit. What is not used costs address space only. */
    private static final long STACK = 32 << 20;

    private final EventLoop loop;

    LoopThread(EventLoop loop, String name) {
        super(null, loop, name, STACK, false);
        this.loop = loop;
        // it outlives the test that needs it first, and must not keep what belongs to that
        setContextClassLoader(EventLoop.class.getClassLoader());
        setDaemon(true);
    }

    /** The loop that the calling thread runs; null for any other thread. */
    static @Nullable EventLoop currentLoop() {
        return Thread.currentThread() instanceof LoopThread one ? one.loop : null;
    }

    /**
     * Fails on the thread of any loop, where a wait would block all endpoints of that loop.
     *
     * @param what what waits, as in "a wait"
     * @param instead what to do instead
     */
    static void requireNone(String what, String instead) {
        if (currentLoop() != null) {
            throw new IllegalStateException(what + " on an event loop would block it; " + instead);
        }
    }

    /** Sleeps outside of the loop's select: until it is woken, or the time is over. To be called on this thread. */
    void doze(long nanos) {
        LockSupport.parkNanos(loop, nanos);
    }

    /** Ends that sleep, or the next one. From any thread. */
    void wake() {
        LockSupport.unpark(this);
    }
}
