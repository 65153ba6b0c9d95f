package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class SendQueuesTest {
    /** No socket has it: nothing is on its way there. */
    private static final InetSocketAddress NOBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    @Test
    void whoFailedToGoOnIsAskedAgainAndHoldsNobodyUp() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        SendQueues.whenEmpty(NOBODY, NOBODY, () -> true, () -> {
            if (asked.incrementAndGet() < 3) {
                throw new OutOfMemoryError("injected");
            }
            first.countDown();
        });
        SendQueues.whenEmpty(NOBODY, NOBODY, () -> true, second::countDown);

        assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(asked).hasValue(3);

        SendQueues.whenEmpty(NOBODY, NOBODY, () -> true, later::countDown);
        assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
