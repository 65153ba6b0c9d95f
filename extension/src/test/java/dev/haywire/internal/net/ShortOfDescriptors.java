package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.refuse;

import dev.haywire.Haywire;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A program that may open few files, for {@link DescriptorsTest}: says what it has seen, a line for each case. */
final class ShortOfDescriptors {
    private static final List<Closeable> HOG = new ArrayList<>();

    private ShortOfDescriptors() {}

    public static void main(String[] arguments) throws Exception {
        load();
        closesFirst();
        warmUp();
        refuseEnds();
        refuseEndsByTime();
        hangCannotBegin();
        hangEndsWhileOthersOpenFiles();
        acceptWaits();
        facadeTells();
        idleWaysGiveWay();
        idleWaysGiveWayToConnections();
        noWayAtAll();
        System.exit(0);
    }

    /** A class that is loaded from a directory needs a descriptor, which one from a jar does not. */
    private static void load() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(Endpoints.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (Files.isDirectory(classes)) {
            try (Stream<Path> all = Files.walk(classes.resolve("dev/haywire"))) {
                for (Path file : all.filter(path -> path.toString().contains("internal")
                                && !path.toString().contains("toxiproxy")
                                && !path.toString().contains("junit"))
                        .filter(path -> path.toString().endsWith(".class"))
                        .toList()) {
                    String name = classes.relativize(file).toString().replace('/', '.');
                    Class.forName(name.substring(0, name.length() - ".class".length()), false, classLoader());
                }
            }
        }
    }

    private static ClassLoader classLoader() {
        return ShortOfDescriptors.class.getClassLoader();
    }

    /** The first socket that this JVM closes, when no descriptor is free. */
    private static void closesFirst() {
        try (LiveTcpEndpoint first = Started.echo()) {
            hog(0);
            first.close();
            free();
        }
        try (LiveTcpEndpoint next = Started.echo()) {
            say("closed first", echoes(next));
        }
    }

    private static void warmUp() throws IOException {
        try (LiveTcpEndpoint echo = Started.echo();
                LiveUdpEndpoint udp = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(udp.address());
                UdpClient client = UdpClient.of(proxy)) {
            echo.apply(connectHang()).close();
            echo.apply(refuse()).close();
            echoes(echo);
            client.send("x");
            client.receive();
            proxy.counts();
        }
        hog(0);
        free();
    }

    private static void refuseEnds() {
        try (LiveTcpEndpoint echo = Started.echo()) {
            ActiveFault refusal = echo.apply(refuse());
            hog(0);
            refusal.close();
            free();
            say("refuse ended", echoes(echo));
        }
    }

    private static void refuseEndsByTime() {
        try (LiveTcpEndpoint echo = Started.echo()) {
            hog(1);
            ActiveFault refusal = echo.apply(refuse().lasting(Duration.ofMillis(20)));
            Started.eventually(() -> !refusal.isActive());
            free();
            say("refuse ended by time", echoes(echo));
            say("errors", echo.takeErrors().toString());
        }
    }

    private static void hangCannotBegin() {
        try (LiveTcpEndpoint echo = Started.echo()) {
            hog(0);
            String refused = "nothing";
            try {
                echo.apply(connectHang());
            } catch (IllegalStateException noDescriptors) {
                refused = noDescriptors.getMessage().replaceAll(":\\d+", ":port");
            }
            free();
            say("connectHang", refused);
            say("and then", echoes(echo) + ", " + echo.faults().size() + " faults");
        }
    }

    private static void hangEndsWhileOthersOpenFiles() throws InterruptedException {
        try (LiveTcpEndpoint echo = Started.echo()) {
            ActiveFault hang = echo.apply(connectHang());
            AtomicBoolean stop = new AtomicBoolean();
            Thread thief = new Thread(() -> {
                while (!stop.get()) {
                    hog(0);
                }
            });
            thief.start();
            Started.eventually(() -> {
                synchronized (HOG) {
                    return HOG.size() > 10;
                }
            });
            try {
                hang.close();
            } catch (IllegalStateException notYet) {
                // a thief was faster: it listens later
            }
            stop.set(true);
            thief.join();
            free();
            try {
                echo.heal();
            } catch (IllegalStateException notYet) {
                say("heal", notYet.getMessage());
            }
            say("connectHang ended", echoes(echo));
        }
    }

    private static void acceptWaits() throws IOException {
        // a file that was open for a moment only may leave its descriptor to the connection: then once more
        boolean waits = false;
        for (int attempt = 0; attempt < 20 && !waits; attempt++) {
            waits = acceptWaitsOnce();
        }
        if (!waits) {
            say("accept", "never failed");
        }
    }

    private static boolean acceptWaitsOnce() throws IOException {
        try (LiveTcpEndpoint echo = Started.echo();
                Socket socket = new Socket()) {
            socket.bind(null);
            hog(0);
            socket.connect(echo.address());
            socket.getOutputStream().write('x');
            Started.eventually(
                    () -> echo.acceptedCount() > 0 || !echo.journal().lines().isEmpty());
            boolean waits = echo.acceptedCount() == 0;
            free();
            String seen = Client.of(socket).read(1);
            if (waits) {
                say("accepted later", seen);
                List<Throwable> errors = echo.takeErrors();
                say(
                        "told",
                        errors.size() + " times: " + errors.get(0).getMessage().replaceAll(":\\d+", ":port"));
            }
            return waits;
        }
    }

    private static void facadeTells() throws IOException {
        String told = "nothing";
        for (int attempt = 0; attempt < 20 && told.equals("nothing"); attempt++) {
            Haywire haywire = Haywire.open();
            try (Socket socket = new Socket()) {
                TcpEndpoint echo = haywire.tcpEchoServer();
                socket.bind(null);
                hog(0);
                socket.connect(echo.address());
                socket.getOutputStream().write('x');
                Started.eventually(() ->
                        echo.acceptedCount() > 0 || !echo.journal().lines().isEmpty());
                free();
                Client.of(socket).read(1);
                haywire.close();
            } catch (AssertionError failure) {
                told = failure.getMessage().replaceAll(":\\d+", ":port");
            }
        }
        say("the facade", told);
    }

    private static void idleWaysGiveWay() throws IOException {
        List<UdpClient> clients = new ArrayList<>();
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(echo.address())) {
            for (int i = 0; i < 40; i++) {
                clients.add(UdpClient.of(proxy));
            }
            hog(5);
            int answered = 0;
            for (int round = 0; round < 2; round++) {
                for (UdpClient client : clients) {
                    client.send("x");
                    answered += client.receive().equals("x") ? 1 : 0;
                }
            }
            free();
            say("answered", answered + " of 80");
            say("counts", proxy.counts().toString());
            say("unaccounted", proxy.unaccounted().toString());
        } finally {
            for (UdpClient client : clients) {
                client.close();
            }
        }
    }

    /** A connection is accepted though no file is closed: ways of a UDP proxy are. */
    private static void idleWaysGiveWayToConnections() throws IOException {
        List<UdpClient> clients = new ArrayList<>();
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(echo.address());
                LiveTcpEndpoint tcp = Started.echo();
                Socket socket = new Socket()) {
            for (int i = 0; i < 10; i++) {
                UdpClient client = UdpClient.of(proxy);
                clients.add(client);
                client.send("x");
                client.receive();
            }
            socket.bind(null);
            hog(0);
            socket.connect(tcp.address());
            socket.getOutputStream().write('y');
            say("accepted for idle ways", Client.of(socket).read(1));
            free();
            clients.get(0).send("z");
            say("the oldest again", clients.get(0).receive());
        } finally {
            for (UdpClient client : clients) {
                client.close();
            }
        }
    }

    private static void noWayAtAll() throws IOException {
        boolean none = false;
        for (int attempt = 0; attempt < 20 && !none; attempt++) {
            none = noWayOnce();
        }
        if (!none) {
            say("no way", "there always was one");
        }
    }

    private static boolean noWayOnce() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint proxy = StartedUdp.proxy(echo.address());
                UdpClient client = UdpClient.of(proxy)) {
            hog(0);
            client.send("1");
            Started.eventually(() -> proxy.counts().received() > 0);
            boolean none = proxy.counts(Direction.UPSTREAM).delivered() == 0;
            free();
            if (none) {
                say("no way", proxy.counts(Direction.UPSTREAM).toString());
                client.send("2");
                say("then", client.receive());
            }
            return none;
        }
    }

    private static String echoes(LiveTcpEndpoint echo) {
        InetSocketAddress address = echo.address();
        try (Client client = Client.connect(address)) {
            return client.echo("listens");
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    /** Takes all descriptors but some. */
    private static void hog(int but) {
        synchronized (HOG) {
            try {
                while (true) {
                    HOG.add(DatagramChannel.open());
                }
            } catch (IOException full) {
                for (int i = 0; i < but; i++) {
                    close(HOG.remove(HOG.size() - 1));
                }
            }
        }
    }

    private static void free() {
        synchronized (HOG) {
            HOG.forEach(ShortOfDescriptors::close);
            HOG.clear();
        }
    }

    private static void close(Closeable one) {
        try {
            one.close();
        } catch (IOException alreadyGone) {
            // that is what was wanted
        }
    }

    private static void say(String what, String seen) {
        System.out.println(what + ": " + seen);
    }
}
