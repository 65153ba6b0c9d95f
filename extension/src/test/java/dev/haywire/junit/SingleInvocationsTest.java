package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.haywire.EachProtocol;
import dev.haywire.Endpoint;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.Latency;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Single invocations that an IDE selects: what the others would have made fire does not fail the class. */
class SingleInvocationsTest {
    private static final String WARNED = "haywire.unfired-fault";

    @ParameterizedTest
    @CsvSource({
        "Repeated,      [test-template:test(org.junit.jupiter.api.RepetitionInfo)]/[test-template-invocation:#1]",
        "Parameterized, [test-template:test(boolean)]/[test-template-invocation:#1]",
        "Factory,       [test-factory:tests()]/[dynamic-test:#1]",
        "OverBoth,      [test-template:test(dev.haywire.Endpoint)]/[test-template-invocation:#1]",
    })
    void judgeNothingAtTheEndOfTheClass(String subject, String id) throws ClassNotFoundException {
        Class<?> type = Class.forName(SingleInvocationsTest.class.getName() + "$" + subject);
        assertThat(Kit.ofIds(type, id).run().passed(1).entries(WARNED)).hasSize(1);
        assertThat(Kit.run(type).passed(2).entries(WARNED)).isEmpty();
    }

    @InKit
    static class Repeated {
        @TcpEchoServer
        @Latency(1)
        private static TcpEndpoint shared;

        @RepeatedTest(2)
        void test(RepetitionInfo info) {
            assertThat(info.getCurrentRepetition() == 1 || Client.echoes(shared.address()))
                    .isTrue();
        }
    }

    @InKit
    static class Parameterized {
        @TcpEchoServer
        @Latency(1)
        private static TcpEndpoint shared;

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void test(boolean busy) {
            assertThat(!busy || Client.echoes(shared.address())).isTrue();
        }
    }

    @InKit
    static class Factory {
        @TcpEchoServer
        @Latency(1)
        private static TcpEndpoint shared;

        @TestFactory
        Stream<DynamicTest> tests() {
            return Stream.of(
                    dynamicTest("idle", () -> {}), dynamicTest("busy", () -> assertThat(Client.echoes(shared.address()))
                            .isTrue()));
        }
    }

    @InKit
    static class OverBoth {
        @TcpEchoServer
        @Latency(1)
        private static TcpEndpoint shared;

        @EachProtocol
        void test(Endpoint endpoint) {
            boolean busy = endpoint.toString().startsWith("UDP");
            assertThat(!busy || Client.echoes(shared.address())).isTrue();
        }
    }

    @Test
    void ofAClassTemplateJudgeNothingEither() {
        String tests = "[class-template:" + OfClass.class.getName() + "]/[class-template-invocation:#1]";
        assertThat(Kit.ofId(tests).run().passed(1).entries(WARNED)).hasSize(1);
        assertThat(Kit.run(OfClass.class).passed(2).entries(WARNED)).isEmpty();
    }

    @InKit
    @ParameterizedClass
    @ValueSource(booleans = {false, true})
    record OfClass(boolean busy) {
        @TcpEchoServer
        @Latency(1)
        private static TcpEndpoint shared;

        @Test
        void test() {
            assertThat(!busy || Client.echoes(shared.address())).isTrue();
        }
    }

    @Test
    void allOfThemSelectedOneByOneJudgeNothing() {
        String each = "[test-template:test()]/[test-template-invocation:#";
        assertThat(Kit.ofIds(Idle.class, each + "1]", each + "2]")
                        .run()
                        .passed(2)
                        .entries(WARNED))
                .hasSize(1);
        Kit.run(Idle.class).ended(2, 0, 0, 1);
    }

    @InKit
    static class Idle {
        @TcpEchoServer
        @Latency(1)
        private static TcpEndpoint shared;

        @RepeatedTest(2)
        void test() {}
    }
}
