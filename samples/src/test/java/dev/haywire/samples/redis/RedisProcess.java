package dev.haywire.samples.redis;

import dev.haywire.samples.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A Redis server that keeps nothing on disk. */
final class RedisProcess {
    private RedisProcess() {}

    static ServerProcess start() throws IOException, InterruptedException {
        Path program = ServerProcess.installed("redis", "redis-server", "redis-server", Stream.of());
        InetSocketAddress address = ServerProcess.freeAddress();
        String port = String.valueOf(address.getPort());
        return ServerProcess.start(
                address,
                List.of(program.toString(), "--bind", "127.0.0.1", "--port", port, "--save", "", "--appendonly", "no"));
    }
}
