package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Host names are looked up anew, and by a bounded number of threads, however long a name server takes. */
class NameLookupsTest {

    private static final class Answers implements NameLookups.Waiter {
        private final List<String> told = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void found(List<InetAddress> addresses) {
            told.add(addresses.get(0).getHostAddress());
        }

        @Override
        public void unknown(String why) {
            told.add(why);
        }

        void await(String... all) {
            Started.eventually(() -> told.size() >= all.length);
            assertThat(told).containsExactly(all);
        }
    }

    private static InetAddress[] address(int last) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last})};
    }

    @Test
    void eachIsAskedForAnew() {
        AtomicInteger asked = new AtomicInteger();
        NameLookups lookups = new NameLookups(host -> address(asked.incrementAndGet()));
        Answers answers = new Answers();
        lookups.ask("a", answers);
        answers.await("127.0.0.1");
        lookups.ask("a", answers);
        answers.await("127.0.0.1", "127.0.0.2");
    }

    @Test
    void thoseThatComeWhileOneIsUnderWayShareTheNext() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        NameLookups lookups = new NameLookups(host -> {
            int number = asked.incrementAndGet();
            awaitIf(number == 1, first);
            return address(number);
        });
        Answers early = new Answers();
        Answers late = new Answers();
        lookups.ask("a", early);
        Started.eventually(() -> asked.get() == 1);
        for (int i = 0; i < 3; i++) {
            lookups.ask("a", late);
        }
        first.countDown();
        early.await("127.0.0.1");
        late.await("127.0.0.2", "127.0.0.2", "127.0.0.2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void aNameThatHangsKeepsNoOther() {
        AtomicInteger hanging = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        NameLookups lookups = new NameLookups(host -> {
            if (host.startsWith("hanging")) {
                hanging.incrementAndGet();
                awaitIf(true, goOn);
            }
            return address(9);
        });
        try {
            Answers never = new Answers();
            for (int i = 0; i < 1_000; i++) {
                lookups.ask("hanging", never);
            }
            Answers other = new Answers();
            lookups.ask("other", other);
            other.await("127.0.0.9");
            Started.eventually(() -> hanging.get() > 0);
            assertThat(hanging).hasValue(1);
            for (int i = 0; i < 100; i++) {
                lookups.ask("hanging" + i, never);
            }
            Started.eventually(() -> hanging.get() == NameLookups.MOST_THREADS);
            assertThat(never.told).isEmpty();
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void whatAResolverThrowsIsToldAsUnknown() {
        NameLookups lookups = new NameLookups(host -> {
            if (host.equals("a")) {
                throw new UnknownHostException("no");
            }
            throw new LinkageError("broken");
        });
        Answers answers = new Answers();
        lookups.ask("a", answers);
        answers.await("unknown host a");
        lookups.ask("b", answers);
        answers.await("unknown host a", "unknown host b");
    }

    @Test
    void nobodyWaitsAfterItHasGivenUp() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        NameLookups lookups = new NameLookups(host -> {
            asked.incrementAndGet();
            awaitIf(true, goOn);
            return address(1);
        });
        Answers gone = new Answers();
        Answers there = new Answers();
        lookups.ask("a", gone);
        lookups.ask("a", there);
        lookups.forget("a", gone);
        goOn.countDown();
        there.await("127.0.0.1");
        assertThat(gone.told).isEmpty();
    }

    private static void awaitIf(boolean condition, CountDownLatch latch) {
        try {
            if (condition) {
                latch.await();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
