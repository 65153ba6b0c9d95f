package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.internal.net.UdpSpec.Cast;
import dev.haywire.kit.FreePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** Closing is complete on UDP too: no thread, no socket, no timer is left, whoever closes and whatever was going on. */
@Isolated("counts threads and sockets of the JVM")
@EnabledOnOs(OS.LINUX)
class UdpLeakTest {

    @Test
    void nothingIsLeftOfEndpointsThatWereInUse() throws Exception {
        System.gc();
        useEverything(false);
        Leftovers before = Leftovers.now();

        for (int i = 0; i < 20; i++) {
            useEverything(i % 2 == 0);
        }

        eventually(before::areAllThreads);
        assertThat(Leftovers.openSockets()).isLessThanOrEqualTo(before.sockets());
        // a timer of an endpoint that is gone would keep waking its loop
        long sleeps = LoopThreads.sleeps();
        Thread.sleep(300); // to show that nothing happens
        assertThat(LoopThreads.sleeps() - sleeps).isLessThanOrEqualTo(4);
    }

    private static void useEverything(boolean interrupted) throws Exception {
        HandlerGate slow = new HandlerGate();
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", FreePort.next());
        LiveUdpEndpoint server = StartedUdp.echo();
        LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
        LiveUdpEndpoint orphan = StartedUdp.proxy(null);
        LiveUdpEndpoint dead = StartedUdp.proxy(nobody);
        LiveUdpEndpoint handled = StartedUdp.handler((datagram, replier) -> replier.reply("done"));
        LiveUdpEndpoint refusing = StartedUdp.sink();
        LiveUdpEndpoint stalled = StartedUdp.sink();
        LiveUdpEndpoint group = StartedUdp.cast(new Cast.Multicast("239.1.2.3"), 0, new UdpService.Sink());
        LiveUdpEndpoint all = StartedUdp.cast(new Cast.Broadcast(), 0, new UdpService.Sink());
        List<LiveUdpEndpoint> endpoints = List.of(server, proxy, orphan, dead, handled, refusing, stalled, group, all);
        try (UdpClient relayed = UdpClient.of(proxy);
                UdpClient lost = UdpClient.connected(dead);
                UdpClient served = UdpClient.of(handled);
                UdpClient held = UdpClient.of(stalled)) {
            relayed.send("x", "");
            relayed.receive();
            relayed.receive();
            proxy.rebind(relayed.address());
            proxy.rebind(relayed.address(), InetAddress.getByName("127.0.0.2"));
            relayed.send("");
            relayed.receive();
            proxy.forwardTo(server.address());
            relayed.send("y");
            relayed.receive();
            lost.sendUntilRefused();
            served.send("x");
            served.receive();
            handled.handle(slow);
            served.send("x");
            slow.awaitEntered();
            slow.open(1);
            refusing.apply(refuse());
            stalled.apply(stall());
            stalled.apply(duplicate(1));
            stalled.apply(reorder(1).by(100).atMost(Duration.ofHours(1)));
            proxy.apply(latency(Duration.ofHours(1)));
            proxy.apply(latency(Duration.ofHours(1)).startingAfter(Duration.ofHours(1)));
            held.send(new byte[60_000]);
            relayed.send("held");
            eventually(() -> proxy.counts().held() == 1);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            endpoints.forEach(LiveUdpEndpoint::close);
            assertThat(Thread.interrupted()).isEqualTo(interrupted);
        } finally {
            endpoints.forEach(LiveUdpEndpoint::close);
        }
    }

    @Test
    void manyThreadsCloseAtOnce() throws Exception {
        Leftovers before = Leftovers.now();
        for (int i = 0; i < 20; i++) {
            LiveUdpEndpoint server = StartedUdp.handler((datagram, replier) -> replier.reply("x"));
            try (UdpClient client = UdpClient.of(server)) {
                client.send("a");
                client.receive();
                CompletableFuture.allOf(
                                Async.run(server::close),
                                Async.run(server::close),
                                Async.run(server::heal),
                                Async.run(() -> server.counts()),
                                Async.run(server::restartRecords))
                        .join();
            }
            assertThat(server.isClosed()).isTrue();
        }
        eventually(before::areAllThreads);
    }
}
