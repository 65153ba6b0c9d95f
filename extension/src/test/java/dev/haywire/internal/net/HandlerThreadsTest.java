package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Closing an endpoint ends its handlers: by their streams, after a second by an interrupt, after five with an error. */
class HandlerThreadsTest {

    @Test
    void whoReadsOrWritesEndsAtOnce() throws Exception {
        AtomicReference<Thread> reader = new AtomicReference<>();
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    reader.set(Thread.currentThread());
                    session.in().read();
                });
                Client client = Client.connect(server.address())) {
            Started.eventually(() -> reader.get() != null);
            assertThat(reader.get().isDaemon()).isTrue();
            assertThat(reader.get().getName()).isEqualTo("haywire-handler-handler#0");
            server.close();
            assertThat(reader.get().isAlive()).isFalse();
            assertThat(server.takeErrors()).isEmpty();
            assertThat(client.socket().isConnected()).isTrue();
        }
    }

    @Test
    void haveTheClassLoaderOfWhoStartedTheEndpoint() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        try (URLClassLoader own = new URLClassLoader(new URL[0])) {
            Thread.currentThread().setContextClassLoader(own);
            try (LiveTcpEndpoint server = Started.handler(
                            session -> seen.set(Thread.currentThread().getContextClassLoader()));
                    Client client = Client.connect(server.address())) {
                assertThat(client.read()).isEqualTo(-1);
                assertThat(seen.get()).isSameAs(own);
                assertThat(LoopThreads.all()).noneMatch(loop -> loop.getContextClassLoader() == own);
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void whoSleepsIsInterruptedAfterASecond() throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(1);
        try (LiveTcpEndpoint server = Started.handler(session -> {
                    started.countDown();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException expected) {
                        interrupted.set(true);
                        throw expected;
                    }
                });
                Client client = Client.connect(server.address())) {
            started.await();
            server.close();
            assertThat(interrupted).isTrue();
            assertThat(server.takeErrors()).isEmpty();
            assertThat(client.socket().isConnected()).isTrue();
        }
    }

    @Test
    void whoHeedsNothingIsAnErrorAfterFiveSecondsWithHisStack() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch started = new CountDownLatch(1);
        LiveTcpEndpoint server = Started.handler(session -> {
            started.countDown();
            while (!stop.get()) {
                Thread.onSpinWait();
                try {
                    Thread.sleep(10);
                } catch (InterruptedException unheeded) {
                    // that is the point
                }
            }
        });
        try (Client client = Client.connect(server.address())) {
            started.await();
            long start = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
            assertThat(server.takeErrors()).singleElement().satisfies(error -> {
                assertThat(error)
                        .hasMessage("a handler of \"handler\" still runs 5 s after its connection ended,"
                                + " and does not heed its interrupt; its stack is the stack of this error");
                assertThat(error.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().startsWith(HandlerThreadsTest.class.getName()));
            });
            assertThat(client.socket().isConnected()).isTrue();
        } finally {
            stop.set(true);
        }
    }

    @Test
    void aHandlerMayCloseItsOwnEndpoint() throws Exception {
        AtomicReference<LiveTcpEndpoint> endpoint = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        LiveTcpEndpoint server = Started.handler(session -> {
            endpoint.get().close();
            done.countDown();
        });
        endpoint.set(server);
        try (Client client = Client.connect(server.address())) {
            assertThat(client.socket().isConnected()).isTrue();
        } catch (SocketException resetAlready) {
            // the handler may close the endpoint before the client has set its socket up
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
