package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.docs.Mistake;
import dev.haywire.docs.Mistakes;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key haywire.* that nothing reads is warned of once, with the nearest one that is read. */
class UnknownSettingsTest {
    private static final String WARNED = "haywire.unknown-parameter";

    /** Given to the launcher, by what the file calls the mistake. */
    private static final Map<String, String> KEYS = Map.of(
            "leftOut", "haywire.timout",
            "swapped", "haywire.sede",
            "underscore", "haywire.unfired_faults",
            "camelCase", "haywire.unfiredFaults");

    static Stream<Mistake> wrong() {
        return Mistakes.of(UnknownSettingsTest.class);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isWarnedOfOnce(Mistake mistake) {
        assertThat(Kit.of(TwoTests.class)
                        .with(KEYS.get(mistake.subject()), "1")
                        .run()
                        .passed(2)
                        .entries(WARNED))
                .containsOnlyOnce(mistake.text());
    }

    @Test
    void systemPropertiesAreLookedThroughWhateverTheyAreCalled() {
        String key = "haywire.sead";
        System.setProperty(key, "x");
        try {
            assertThat(Kit.run(TwoTests.class).passed(2).entries(WARNED))
                    .containsOnlyOnce("Configuration parameter " + key
                            + " is unknown and has no effect; the nearest known one is haywire.seed");
        } finally {
            System.clearProperty(key);
        }
    }

    @Test
    void whatAnEndpointSetsIsItsOwn() {
        String key = "haywire.test.unknown.mine";
        System.setProperty(key, "x");
        try {
            assertThat(Kit.run(SetsIt.class).passed(1).entries(WARNED)).noneMatch(text -> text.contains(key));
        } finally {
            System.clearProperty(key);
        }
    }

    @InKit
    static class TwoTests {
        @TcpEchoServer
        private TcpEndpoint endpoint;

        @Test
        void one() {}

        @Test
        void two() {}
    }

    @InKit
    static class SetsIt {
        @TcpEchoServer(property = "haywire.test.unknown.mine")
        private TcpEndpoint endpoint;

        @Test
        void test() {}
    }
}
