package dev.haywire.internal.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the Linux kernel lists of UDP sockets: {@code /proc/net/udp} and {@code udp6}. */
final class KernelSockets {
    private static final List<Path> LISTS = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

    private KernelSockets() {}

    /** One line of the list. */
    private record Socket(InetAddress host, int port, long drops) {}

    /** Whether a socket of this machine has that address; null where that cannot be known. */
    static @Nullable Boolean isBound(InetSocketAddress address) {
        if (!isOfThisMachine(address.getAddress())) {
            return null;
        }
        List<Socket> all = list();
        if (all == null) {
            return null;
        }
        for (Socket socket : all) {
            if (socket.port == address.getPort()
                    && (socket.host.isAnyLocalAddress() || socket.host.equals(address.getAddress()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** How many datagrams the kernel dropped because the receive buffers of sockets with those addresses were full. */
    static long drops(List<InetSocketAddress> addresses) {
        List<Socket> all = list();
        long drops = 0;
        if (all != null) {
            for (Socket socket : all) {
                if (addresses.contains(new InetSocketAddress(socket.host, socket.port))) {
                    drops += socket.drops;
                }
            }
        }
        return drops;
    }

    private static @Nullable List<Socket> list() {
        List<Socket> all = new ArrayList<>();
        boolean read = false;
        for (Path list : LISTS) {
            try (BufferedReader lines = Files.newBufferedReader(list, StandardCharsets.US_ASCII)) {
                lines.readLine();
                String line;
                while ((line = lines.readLine()) != null) {
                    all.add(parse(line.trim().split(" +")));
                }
                read = true;
            } catch (IOException | RuntimeException notHere) {
                // another system, or one without IPv6
            }
        }
        return read ? all : null;
    }

    /** Columns: 1 is the local address, the last the drops. */
    private static Socket parse(String[] columns) throws UnknownHostException {
        String local = columns[1];
        int colon = local.indexOf(':');
        byte[] host = new byte[colon / 2];
        for (int i = 0; i < host.length; i++) {
            // words of four bytes, each in the machine's own order
            int from = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? i / 4 * 4 + 3 - i % 4 : i;
            host[i] = (byte) Integer.parseInt(local.substring(2 * from, 2 * from + 2), 16);
        }
        return new Socket(
                InetAddress.getByAddress(host),
                Integer.parseInt(local.substring(colon + 1), 16),
                Long.parseLong(columns[columns.length - 1]));
    }
}
