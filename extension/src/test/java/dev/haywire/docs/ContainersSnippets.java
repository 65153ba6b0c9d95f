package dev.haywire.docs;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** What docs/endpoints.md shows of containers. Compiled only: no test runs it, as it needs a container engine and the reader's own image. */
final class ContainersSnippets {
    private ContainersSnippets() {}

    // tag::exposed
    void connectsBack(@TcpEchoServer TcpEndpoint orders) {
        Testcontainers.exposeHostPorts(orders.port()); // before the container is made
        try (GenericContainer<?> shop = new GenericContainer<>(DockerImageName.parse("shop:1"))
                .withEnv("ORDERS", "host.testcontainers.internal:" + orders.port())) {
            shop.start();
            orders.awaitAccepted(1);
        }
    }
    // end::exposed
}
