package dev.haywire.coldstart;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A program that runs one test with an echo server, as a build does. */
final class OneTestRun {
    private OneTestRun() {}

    static class Sample {
        @Test
        @TcpEchoServer
        void echoes(TcpEndpoint echo) throws IOException {
            try (Socket client = new Socket(echo.host(), echo.port())) {
                client.getOutputStream().write(1);
                if (client.getInputStream().read() != 1) {
                    throw new IOException("no byte came");
                }
            }
        }
    }

    public static void main(String[] arguments) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(Sample.class))
                                    .build(),
                            summary);
        }
        System.exit(summary.getSummary().getTestsSucceededCount() == 1 ? 0 : 1);
    }
}
