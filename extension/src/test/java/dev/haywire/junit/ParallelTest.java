package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Haywire;
import dev.haywire.Scope;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.Wired;
import dev.haywire.fault.Latency;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Many tests at the same time, each with endpoints of its own and some that they share. */
class ParallelTest {

    @Test
    void testsDoNotGetInEachOthersWay() {
        Kit.of(First.class, Second.class).parallel().run().passed(80);
    }

    private static void allEcho(TcpEndpoint... endpoints) {
        assertThat(endpoints).doesNotHaveDuplicates().allMatch(endpoint -> Client.echoes(endpoint.address()), "echoes");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @TcpEchoServer(name = "typed")
    abstract static class Crowd {
        @TcpEchoServer(name = "parallelTest", scope = Scope.SESSION)
        private TcpEndpoint session;

        @TcpEchoServer
        private TcpEndpoint field;

        @RepeatedTest(20)
        @Latency(1)
        void test(
                @TcpEchoServer TcpEndpoint parameter,
                @TcpEchoServer(scope = Scope.CLASS) TcpEndpoint wide,
                @Wired("typed") TcpEndpoint typed,
                Haywire haywire) {
            List.of(parameter, typed, field)
                    .forEach(own -> assertThat(own.faults()).hasSize(1));
            allEcho(session, field, parameter, wide, typed, haywire.tcpEchoServer());
            assertThat(parameter.acceptedCount()).isEqualTo(1);
        }

        @Nested
        @Execution(ExecutionMode.CONCURRENT)
        class Inner {
            @RepeatedTest(20)
            void test(@TcpEchoServer TcpEndpoint parameter, @Wired("typed") TcpEndpoint typed) {
                allEcho(session, field, parameter, typed);
            }
        }
    }

    @InKit
    static class First extends Crowd {}

    @InKit
    static class Second extends Crowd {}
}
