package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What another thread asks of a loop is waited for, but not for ever. */
class LoopCallTest {

    @Test
    void saysWhereALoopIsThatDoesNotAnswer() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Thread loop = new Thread(() -> blocking(goOn), "haywire-loop-test");
        loop.start();
        try {
            assertThatThrownBy(() -> new LoopCall<>(() -> "never", loop, new ArrayList<>()).await())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "the event loop did not answer within 5 s; does user code on it (a predicate, for instance)"
                                    + " block?")
                    .satisfies(failure -> assertThat(failure.getCause())
                            .hasMessage("haywire-loop-test is here")
                            .satisfies(where -> assertThat(where.getStackTrace())
                                    .extracting(StackTraceElement::getMethodName)
                                    .contains("blocking")));
        } finally {
            goOn.countDown();
            loop.join(5_000);
        }
    }

    private static void blocking(CountDownLatch goOn) {
        try {
            goOn.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
