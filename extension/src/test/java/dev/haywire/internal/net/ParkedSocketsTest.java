package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.stall;
import static dev.haywire.internal.net.Started.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.CloseReason;
import dev.haywire.TcpConnection;
import dev.haywire.fault.ActiveFault;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A socket that is not read as its flow has no room is looked at for a RST of its peer every 25 ms. */
class ParkedSocketsTest {
    /** And little enough for the rest, and the FIN behind it, to arrive in the kernel. */
    private static final int MORE_THAN_A_STALL_TAKES = 100_000;

    /** Of its 64 KiB each read costs some: in how many reads they come is the kernel's to say. */
    private static final int ALL_THAT_A_STALL_TAKES = 60 * 1024;

    @Test
    void aFinPassedOnInTheMidstOfALookIsNoReset() throws Exception {
        try (Server server = Server.start();
                LiveTcpEndpoint proxy = Started.proxy(server.address());
                Client client = Client.connect(proxy.address());
                Socket served = server.accept()) {
            ActiveFault stalled = proxy.apply(stall().downstream());
            TcpConnection connection = proxy.connection(0);
            served.getOutputStream().write(new byte[MORE_THAN_A_STALL_TAKES]);
            served.shutdownOutput();
            eventually(
                    () -> connection.bytesSent() >= ALL_THAT_A_STALL_TAKES,
                    () -> connection + " of " + proxy + ": " + proxy.journal().lines() + "\n" + LoopThreads.doing());

            try (LoopThreads.Held untilALookIsDue = LoopThreads.hold()) {
                client.finish();
                Thread.sleep(60);
            }
            // both sides have sent FIN: the kernel now reports this socket as it does after a RST
            assertThat(served.getInputStream().read()).isEqualTo(-1);
            // for the looks that follow
            Thread.sleep(60);
            stalled.close();

            assertThat(client.readAll()).hasSize(MORE_THAN_A_STALL_TAKES);
            connection.awaitClosed();
            assertThat(connection.closeReason()).isEqualTo(CloseReason.APPLICATION_FIN);
        }
    }
}
