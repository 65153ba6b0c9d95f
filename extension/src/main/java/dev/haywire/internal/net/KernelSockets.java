package dev.haywire.internal.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the Linux kernel lists of UDP sockets: {@code /proc/net/udp} and {@code udp6}. */
final class KernelSockets {
    private static final List<Path> LISTS = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

    private static final int MOST_TRIES = 10;

    private KernelSockets() {}

    /** One line of the list. */
    private record Socket(InetSocketAddress local, InetSocketAddress remote, long inode, long drops) {

        boolean hears(InetSocketAddress address) {
            InetAddress host = local.getAddress();
            // who sends to the wildcard address sends to this machine
            boolean anywhere = host.isAnyLocalAddress()
                    && (host instanceof Inet6Address || address.getAddress() instanceof Inet4Address);
            return local.getPort() == address.getPort()
                    && (anywhere
                            || host.equals(address.getAddress())
                            || address.getAddress().isAnyLocalAddress());
        }

        boolean isConnected() {
            return remote.getPort() != 0;
        }
    }

    /** What was listed of some ports at one time. */
    static final class Listing {
        private final @Nullable List<Socket> all;

        private Listing(@Nullable List<Socket> all) {
            this.all = all;
        }

        /**
         * Whether a socket of this machine listens to that address; null where that cannot be known. One that is connected listens to its peer
         * only.
         *
         * @param senders those that want to be heard
         */
        @Nullable
        Boolean listens(InetSocketAddress address, Collection<InetSocketAddress> senders) {
            if (all == null || !isOfThisMachine(address.getAddress())) {
                return null;
            }
            for (Socket socket : all) {
                if (socket.hears(address) && (!socket.isConnected() || senders.contains(socket.remote))) {
                    return true;
                }
            }
            return false;
        }

        /** How many datagrams the kernel dropped because the receive buffers of sockets with those addresses were full. */
        Map<InetSocketAddress, Long> drops() {
            Map<InetSocketAddress, Long> drops = new HashMap<>();
            if (all != null) {
                for (Socket socket : all) {
                    drops.merge(socket.local, socket.drops, Long::sum);
                }
            }
            return drops;
        }

        private boolean lacks(Collection<InetSocketAddress> locals) {
            return all != null && !drops().keySet().containsAll(locals);
        }
    }

    /**
     * Reads what is listed of sockets with those local ports. May take long: on no loop.
     *
     * @param open sockets that are, and so have to be listed
     */
    static Listing read(Set<Integer> ports, Collection<InetSocketAddress> open) {
        Listing listing = new Listing(list(ports));
        // where other sockets close while the list is read, some slip through
        for (int tries = 1; tries < MOST_TRIES && listing.lacks(open); tries++) {
            listing = new Listing(list(ports));
        }
        return listing;
    }

    /** The ports of some addresses, to which more may be added. */
    static Set<Integer> ports(Collection<InetSocketAddress> addresses) {
        Set<Integer> ports = new HashSet<>();
        for (InetSocketAddress address : addresses) {
            ports.add(address.getPort());
        }
        return ports;
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Those with a local port among these: of the others, which may be thousands, no more than that is read. */
    private static @Nullable List<Socket> list(Set<Integer> ports) {
        // the kernel lists page by page: where sockets open meanwhile, others come twice
        Map<Long, Socket> all = new LinkedHashMap<>();
        boolean read = false;
        for (Path list : LISTS) {
            try (BufferedReader lines = Files.newBufferedReader(list, StandardCharsets.US_ASCII)) {
                lines.readLine();
                String line;
                while ((line = lines.readLine()) != null) {
                    if (ports.contains(localPort(line))) {
                        Socket socket = parse(line.trim().split(" +"));
                        all.put(socket.inode, socket);
                    }
                }
                read = true;
            } catch (IOException | RuntimeException notHere) {
                // another system, or one without IPv6
            }
        }
        return read ? List.copyOf(all.values()) : null;
    }

    /** The four digits behind the second colon: the first one ends the line's number. */
    private static int localPort(String line) {
        int colon = line.indexOf(':', line.indexOf(':') + 1);
        return Integer.parseInt(line, colon + 1, colon + 5, 16);
    }

    /** Columns: 1 is the local address, 2 the remote one, 9 the inode, the last the drops. */
    private static Socket parse(String[] columns) throws UnknownHostException {
        return new Socket(
                address(columns[1]),
                address(columns[2]),
                Long.parseLong(columns[9]),
                Long.parseLong(columns[columns.length - 1]));
    }

    private static InetSocketAddress address(String spelled) throws UnknownHostException {
        int colon = spelled.indexOf(':');
        byte[] host = new byte[colon / 2];
        for (int i = 0; i < host.length; i++) {
            // words of four bytes, each in the machine's own order
            int from = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? i / 4 * 4 + 3 - i % 4 : i;
            host[i] = (byte) Integer.parseInt(spelled.substring(2 * from, 2 * from + 2), 16);
        }
        return new InetSocketAddress(
                InetAddress.getByAddress(host), Integer.parseInt(spelled.substring(colon + 1), 16));
    }
}
