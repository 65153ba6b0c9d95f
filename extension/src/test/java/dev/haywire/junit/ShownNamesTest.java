package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.Latency;
import org.junit.jupiter.api.Test;

/** Failures name an endpoint without a name by its annotation and its parameter; the name itself is the same with and without parameter names. */
class ShownNamesTest {
    @Test
    void aParameterIsShownByItsIndexWhereTheCompilerKeepsNoName() {
        assertThat(Kit.run(Indexed.class).ended(0, 1, 0).failure())
                .hasMessageStartingWith("@Latency(1) on method ShownNamesTest.Indexed.test(TcpEndpoint) never fired on"
                        + " @TcpEchoServer on parameter 0, where it selected 0 connections");
    }

    @InKit
    static class Indexed {
        @Test
        @Latency(1)
        void test(@TcpEchoServer TcpEndpoint server) {}
    }

    @Test
    void aParameterIsShownByItsNameWhereItIsKept() {
        assertThat(Kit.run(Named.class).ended(0, 1, 0).failure())
                .hasMessageStartingWith("@Latency(1) on method ShownNamesTest.Named.test() never fired on"
                        + " @TcpEchoServer on parameter server, where it selected 0 connections");
    }

    /** The parameters of a record's own constructor keep their names, whatever the compiler is told. */
    @InKit
    record Named(@TcpEchoServer TcpEndpoint server) {
        @Test
        @Latency(1)
        void test() {
            assertThat(server.name()).isEqualTo("ShownNamesTest.Named(TcpEndpoint)[0]");
        }
    }
}
