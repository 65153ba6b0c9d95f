package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Toxics that lose nothing come, change and go while bytes pass: each byte arrives, once and in its place. */
class ToxicChurnTest {
    private static final int LENGTH = 2 * 1024 * 1024;
    private static final int CHANGES = 150;

    private static final String[][] TOXICS = {
        {"latency", "'latency':20,'jitter':10"},
        {"bandwidth", "'rate':500"},
        {"slicer", "'average_size':1000,'size_variation':500,'delay':100"},
        {"slow_close", "'delay':10"},
        {"noop", ""}
    };

    @Test
    void everyByteArrives() throws Exception {
        try (ControlServer server = ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                ServerSocket upstream = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Control proxy = Control.proxy(server.address(), "127.0.0.1:" + upstream.getLocalPort());
                Socket client =
                        new Socket(proxy.address().getAddress(), proxy.address().getPort());
                Socket far = upstream.accept()) {
            byte[] up = bytes(1);
            byte[] down = bytes(2);
            CompletableFuture<?> sending =
                    inBackground(() -> client.getOutputStream().write(up));
            CompletableFuture<?> answering =
                    inBackground(() -> far.getOutputStream().write(down));
            byte[][] seen = new byte[2][];
            CompletableFuture<?> hearing =
                    inBackground(() -> seen[0] = far.getInputStream().readNBytes(LENGTH));
            CompletableFuture<?> reading =
                    inBackground(() -> seen[1] = client.getInputStream().readNBytes(LENGTH));
            change(proxy);
            CompletableFuture.allOf(sending, answering, hearing, reading).get(50, TimeUnit.SECONDS);
            assertThat(seen[0]).isEqualTo(up);
            assertThat(seen[1]).isEqualTo(down);
        }
    }

    private static void change(Control proxy) {
        Random random = new Random(3);
        boolean[][] there = new boolean[2][TOXICS.length];
        for (int i = 0; i < CHANGES; i++) {
            int direction = random.nextInt(2);
            int which = random.nextInt(TOXICS.length);
            String name = TOXICS[which][0] + "-" + direction;
            if (!there[direction][which]) {
                proxy.add(TOXICS[which][0], direction == 0 ? "upstream" : "downstream", name, TOXICS[which][1], "1");
                there[direction][which] = true;
            } else if (random.nextBoolean()) {
                proxy.toxicity(name, random.nextInt(2));
            } else {
                proxy.remove(name);
                there[direction][which] = false;
            }
        }
        for (int direction = 0; direction < 2; direction++) {
            for (int which = 0; which < TOXICS.length; which++) {
                if (there[direction][which]) {
                    proxy.remove(TOXICS[which][0] + "-" + direction);
                }
            }
        }
    }

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[LENGTH];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static CompletableFuture<?> inBackground(Work work) {
        CompletableFuture<?> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (IOException failure) {
                done.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
