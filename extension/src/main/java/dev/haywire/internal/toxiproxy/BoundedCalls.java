package dev.haywire.internal.toxiproxy;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to a Toxiproxy, none of which is waited for without end: toxiproxy-java does so where a server accepts and says nothing. */
final class BoundedCalls implements AutoCloseable {
    /** For a request that changes something: Toxiproxy itself gives up after 25 s. */
    static final long CHANGES_WITHIN_SECONDS = 40;

    private final ExecutorService threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "haywire-toxiproxy-call");
                thread.setDaemon(true);
                return thread;
            });

    /** A request. */
    interface Request {
        void run() throws IOException;
    }

    /** It says nothing: then it will not say anything to the next request either. */
    static final class NoAnswerException extends IOException {
        private static final long serialVersionUID = 1;

        NoAnswerException(long seconds) {
            super("no answer within " + seconds + " s");
        }
    }

    void run(long seconds, Request request) throws IOException {
        get(seconds, () -> {
            request.run();
            return true;
        });
    }

    /** An interrupt does not keep a request from being made and waited for: it may be the one that cleans up. */
    <T> T get(long seconds, Callable<T> request) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        Future<T> answer = threads.submit(request);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException silent) {
            throw new NoAnswerException(seconds);
        } catch (ExecutionException failed) {
            throw asItWas(failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException asItWas(Throwable failure) {
        if (failure instanceof IOException io) {
            return io;
        }
        if (failure instanceof RuntimeException wrong) {
            throw wrong;
        }
        if (failure instanceof Error worse) {
            throw worse;
        }
        throw new IllegalStateException(failure);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
