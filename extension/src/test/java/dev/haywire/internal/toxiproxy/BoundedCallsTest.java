package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedCallsTest {
    private final BoundedCalls calls = new BoundedCalls();

    @AfterEach
    void end() {
        calls.close();
    }

    @Test
    void answersAndFailuresComeAsTheyAre() throws IOException {
        assertThat(calls.<String>get(10, () -> "2.12.0")).isEqualTo("2.12.0");
        IOException failure = new IOException("refused");
        assertThatThrownBy(() -> calls.run(10, () -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> calls.get(10, () -> Integer.parseInt("x"))).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void whoSaysNothingIsNotWaitedFor() {
        CountDownLatch never = new CountDownLatch(1);
        try {
            assertThatThrownBy(() -> calls.get(1, () -> {
                        never.await();
                        return "";
                    }))
                    .isInstanceOf(BoundedCalls.NoAnswerException.class)
                    .hasMessage("no answer within 1 s");
        } finally {
            never.countDown();
        }
    }

    @Test
    void anInterruptIsKeptAndTheRequestIsMade() throws IOException {
        Thread.currentThread().interrupt();
        String answer = calls.get(10, () -> "cleaned up");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isEqualTo("cleaned up");
    }
}
