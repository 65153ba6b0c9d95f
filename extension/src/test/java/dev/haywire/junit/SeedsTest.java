package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Haywire;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.Corrupt;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** Random decisions are reproducible, and a failure tells how. */
class SeedsTest {
    private static final Kit.Notes NOTES = new Kit.Notes();
    private static final Pattern REPLAY = Pattern.compile("haywire\\.seed=(-?\\d+)");
    private static final String SENT = "what becomes of these fifty-two bytes is a matter of luck";

    @BeforeEach
    void forget() {
        NOTES.clear();
    }

    /** What came through a wire that flips one byte in four, as the subject noted it, and the seed its failure told. */
    private record Told(List<Object> received, String seed) {
        static Told of(Kit kit) {
            NOTES.clear();
            Ran ran = kit.run().ended(0, 1, 0);
            assertThat(ran.failure())
                    .isExactlyInstanceOf(AssertionFailedError.class)
                    .hasMessage("look at the seed");
            return new Told(NOTES.all(), toldBy(ran.failure()));
        }
    }

    /** The only seed that a printed failure tells. */
    private static String toldBy(Throwable failure) {
        Matcher matcher = REPLAY.matcher(Ran.printed(failure));
        assertThat(matcher.find()).as(Ran.printed(failure)).isTrue();
        String seed = matcher.group(1);
        assertThat(matcher.find()).as("a second one in " + Ran.printed(failure)).isFalse();
        return seed;
    }

    @InKit
    static class Flips {
        @Test
        @Corrupt(value = 0.25, direction = Direction.UPSTREAM)
        void test(@TcpEchoServer TcpEndpoint endpoint) throws IOException {
            try (Socket socket = Client.open(endpoint.address())) {
                NOTES.add(Client.exchange(socket, SENT, SENT.length()));
            }
            throw new AssertionFailedError("look at the seed");
        }
    }

    @Test
    void theSameTestDecidesTheSameInEachRun() {
        Told first = Told.of(Kit.of(Flips.class));
        assertThat(first.received()).doesNotContain(SENT);
        assertThat(Told.of(Kit.of(Flips.class))).isEqualTo(first);
    }

    @Test
    void theSeedOfAFailureReplaysItAndAnotherDoesNot() {
        Told explored = Told.of(Kit.of(Flips.class).with("haywire.seed", "random"));
        assertThat(Told.of(Kit.of(Flips.class).with("haywire.seed", explored.seed())))
                .isEqualTo(explored);
        Told other = Told.of(Kit.of(Flips.class).with("haywire.seed", "random"));
        assertThat(other.seed()).isNotEqualTo(explored.seed());
        assertThat(other.received()).isNotEqualTo(explored.received());
        assertThat(Told.of(Kit.of(Flips.class).with("haywire.seed", "42")).seed())
                .isEqualTo("42");
    }

    @Test
    void anInjectedHaywireHasTheSeedOfItsTest() {
        String seed = toldBy(Kit.run(InCode.class).failure());
        assertThat(NOTES.all(Haywire.class)).singleElement().asString().startsWith("Haywire with seed " + seed + ",");
    }

    @InKit
    @dev.haywire.HaywireTest
    static class InCode {
        @Test
        void test(Haywire haywire) {
            NOTES.add(haywire);
            throw new IllegalStateException("on purpose");
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                BeforeAllFails.class,
                BeforeEachFails.class,
                ConstructorFails.class,
                AfterEachFails.class,
                AfterAllFails.class
            })
    void aFailingLifecycleMethodTellsItOnce(Class<?> subject) {
        Throwable failure = Kit.run(subject).failure();
        assertThat(failure).isExactlyInstanceOf(IllegalStateException.class).hasMessage("on purpose");
        assertThat(toldBy(failure)).isNotEmpty();
    }

    private static void fail() {
        throw new IllegalStateException("on purpose");
    }

    @TcpEchoServer
    abstract static class WithEndpoint {
        @Test
        void test() {}
    }

    @InKit
    static class BeforeAllFails extends WithEndpoint {
        @BeforeAll
        static void beforeAll() {
            fail();
        }
    }

    @InKit
    static class BeforeEachFails extends WithEndpoint {
        @BeforeEach
        void beforeEach() {
            fail();
        }
    }

    @InKit
    static class ConstructorFails extends WithEndpoint {
        ConstructorFails() {
            fail();
        }
    }

    @InKit
    static class AfterEachFails extends WithEndpoint {
        @AfterEach
        void afterEach() {
            fail();
        }
    }

    @InKit
    static class AfterAllFails extends WithEndpoint {
        @AfterAll
        static void afterAll() {
            fail();
        }
    }

    @Test
    void testsThatUseNothingOfOursAreLeftAlone() {
        Throwable failure = Kit.of(Unrelated.class)
                .with("junit.jupiter.extensions.autodetection.enabled", "true")
                .with("haywire.seed", "not read")
                .run()
                .failure();
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @InKit
    static class Unrelated {
        @Test
        void test() {
            fail();
        }
    }

    @Test
    void eachTestAndEachInvocationHasItsOwn() {
        List<String> seeds = new ArrayList<>();
        Kit.run(Several.class).ended(0, 3, 0).failures().forEach(failure -> seeds.add(toldBy(failure)));
        assertThat(seeds).doesNotHaveDuplicates().hasSize(3);
    }

    @InKit
    static class Several {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void invocations(int number) {
            assertThatThrownBy(SeedsTest::fail).hasMessage("no" + number);
        }

        @Test
        void test() {
            fail();
        }
    }
}
