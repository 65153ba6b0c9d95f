package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A proxy that is disabled refuses, and finds its port free when it is enabled again: nobody is given it by chance. */
class DisabledProxyTest {
    private static final Pattern LISTEN = Pattern.compile("\"listen\":\"127\\.0\\.0\\.1:(\\d+)\"");

    private ControlServer control;
    private int port;

    @BeforeEach
    void start() throws IOException {
        control = ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Matcher listen =
                LISTEN.matcher(send("POST", "/proxies", "{'name':'db','upstream':'x','listen':'127.0.0.1:0'}", 201));
        assertThat(listen.find()).isTrue();
        port = Integer.parseInt(listen.group(1));
        send("POST", "/proxies/db", "{'enabled':false}", 200);
    }

    @AfterEach
    void end() {
        control.close();
    }

    private String send(String method, String path, String body, int status) {
        RawHttp.Reply reply = RawHttp.send(control.address(), method, path, body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply.body();
    }

    private ServerSocket listening(boolean shared) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(shared);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return server;
        } catch (IOException failure) {
            server.close();
            throw failure;
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void refuses() {
        assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsItsPortFromWhoAsksForAny() throws IOException {
        // as the kernel's own choice is: of a number that nobody shares
        assertThatThrownBy(() -> listening(false)).hasMessageContaining("Address already in use");
        send("POST", "/proxies/db", "{'enabled':true}", 200);
        connect().close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void neverLetsGoOfItsPortInBetween() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Future<Integer> taken = ForkJoinPool.commonPool().submit(() -> {
            int count = 0;
            while (!over.get()) {
                try {
                    listening(false).close();
                    count++;
                } catch (BindException kept) {
                    // as it should be
                }
            }
            return count;
        });
        try {
            for (int i = 0; i < 50; i++) {
                send("POST", "/proxies/db", "{'enabled':true}", 200);
                send("POST", "/proxies/db", "{'enabled':false}", 200);
            }
        } finally {
            over.set(true);
        }
        assertThat(taken.get(30, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void leavesItsPortToWhoNamesIt() throws IOException {
        try (ServerSocket server = listening(true);
                Socket client = connect();
                Socket served = server.accept()) {
            assertThat(served.getPort()).isEqualTo(client.getLocalPort());
            assertThat(send("POST", "/proxies/db", "{'enabled':true}", 500))
                    .isEqualTo("{\"error\":\"listen tcp 127.0.0.1:" + port
                            + ": bind: address already in use\",\"status\":500}\n");
        }
        send("POST", "/proxies", "{'name':'other','upstream':'x','listen':'127.0.0.1:" + port + "'}", 201);
        connect().close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void givesItAwayWithItsNameAndWithItsEnd() throws IOException {
        send("DELETE", "/proxies/db", "", 204);
        listening(false).close();
        send("POST", "/proxies", "{'name':'db','upstream':'x','listen':'127.0.0.1:" + port + "'}", 201);
        send("POST", "/proxies/db", "{'enabled':false}", 200);
        send("POST", "/proxies/db", "{'listen':'127.0.0.1:0'}", 200);
        listening(false).close();
        send("POST", "/proxies/db", "{'listen':'127.0.0.1:" + port + "'}", 200);
        send("POST", "/proxies/db", "{'enabled':false}", 200);
        control.close();
        listening(false).close();
    }
}
