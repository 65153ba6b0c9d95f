package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.junit.BackendUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.toxiproxy.ToxiproxyContainer;
import org.testcontainers.utility.DockerImageName;

/** Starts a Toxiproxy by Testcontainers. A class of its own: where that is not on the class path, nothing else misses it. */
final class Containers {
    private static final DockerImageName OFFICIAL = DockerImageName.parse("ghcr.io/shopify/toxiproxy");

    private Containers() {}

    static Site start(String image) {
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                throw new BackendUnavailableException(
                        "Testcontainers finds no container engine; start one, or set haywire.toxiproxy.url", null);
            }
            DockerImageName name = DockerImageName.parse(image).asCompatibleSubstituteFor(OFFICIAL);
            return isEngineOnThisLinux() ? onTheHostsNetwork(name) : forwarded(name);
        } catch (BackendUnavailableException told) {
            throw told;
        } catch (RuntimeException | IOException failure) {
            throw new BackendUnavailableException(
                    "Testcontainers cannot start " + image + ": " + failure.getMessage(), failure);
        }
    }

    private static boolean isEngineOnThisLinux() {
        String transport = DockerClientFactory.instance()
                .getTransportConfig()
                .getDockerHost()
                .getScheme();
        return System.getProperty("os.name", "").equals("Linux") && "unix".equals(transport);
    }

    private static Site onTheHostsNetwork(DockerImageName image) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        @SuppressWarnings("resource") // closed with the site
        GenericContainer<?> container =
                new GenericContainer<>(image).withNetworkMode("host").withCommand("-host=127.0.0.1", "-port=" + port);
        container.start();
        return new SameMachine("127.0.0.1", port, container::stop);
    }

    private static Site forwarded(DockerImageName image) {
        ToxiproxyContainer container = new ToxiproxyContainer(image).withAccessToHost(true);
        container.start();
        return new ForwardedContainer(container);
    }
}
