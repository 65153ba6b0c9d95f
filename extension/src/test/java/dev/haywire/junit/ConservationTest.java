package dev.haywire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.Haywire;
import dev.haywire.HaywireTest;
import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.fault.BurstLoss;
import dev.haywire.fault.Direction;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Duplicate;
import dev.haywire.fault.Loss;
import dev.haywire.fault.Reorder;
import dev.haywire.fault.Stall;
import dev.haywire.internal.journal.DatagramCounts;
import java.io.IOException;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

/** At the end of each test every datagram that came to a wire has been accounted for. */
class ConservationTest {

    /** Lets an engine forget what became of a datagram; nothing that a test can do makes a sound one do that. */
    private static void lose(UdpEndpoint endpoint) throws ReflectiveOperationException {
        Object ledger = value(value(endpoint, "wire"), "ledger");
        ((DatagramCounts) value(ledger, "counts")).received(Direction.UPSTREAM);
    }

    private static Object value(Object object, String name) throws ReflectiveOperationException {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }

    @Test
    void whatIsUnaccountedForFailsEachTestThatSawTheEndpoint() {
        Ran ran = Kit.run(Leaking.class).ended(1, 3, 0);
        assertThat(ran.messages())
                .containsExactly(
                        "own: upstream counts do not add up: received 2 + duplicated 0 = 2, but delivered 1 + dropped 0 + held 0 = 1",
                        "shared: upstream counts do not add up: received 1 + duplicated 0 = 1, but delivered 0 + dropped 0 + held 0 = 0",
                        "udpPeer-1: upstream counts do not add up: received 1 + duplicated 0 = 1, but delivered 0 + dropped 0 + held 0 = 0");
    }

    @InKit
    @HaywireTest
    static class Leaking {
        @UdpPeer
        private static UdpEndpoint shared;

        @Test
        void a(@UdpEchoServer(name = "own") UdpEndpoint own) throws ReflectiveOperationException {
            assertThat(Sender.echoes(own.address())).isTrue();
            lose(own);
        }

        @Test
        void b() throws ReflectiveOperationException {
            lose(shared);
        }

        @Test
        void c(Haywire haywire) throws ReflectiveOperationException {
            lose(haywire.udpPeer());
        }

        @Test
        void d(@UdpEchoServer UdpEndpoint another) {
            assertThat(Sender.echoes(another.address())).isTrue();
        }
    }

    @Test
    @Loss(0.1)
    @BurstLoss(value = 0.1, meanLength = 2)
    @Drop(every = 10, direction = Direction.BOTH)
    @Duplicate(0.2)
    @Reorder(0.2)
    @Stall(nth = 51, direction = Direction.UPSTREAM, required = false) // it may be lost before
    void underFaultsAllAddsUpAndHeldOnesCount(@UdpEchoServer UdpEndpoint server) throws IOException {
        try (Sender one = new Sender(server.address());
                Sender other = new Sender(server.address())) {
            for (int i = 0; i < 500; i++) {
                one.send("x");
                other.send("x");
            }
            Sender.until(() -> server.counts(Direction.UPSTREAM).received()
                            + server.counts().kernelDrops()
                    == 1_000);
        }
    }
}
