package dev.haywire.internal.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.List;

/** Opens a socket that shares what it hears with others: the members of a group, or all on a network. */
final class Casting {
    private Casting() {}

    /** Opens a socket for the group or broadcast address itself, so that it hears nothing else on that port. */
    static DatagramChannel open(UdpSpec.Cast cast, InetAddress host, int port, List<DatagramChannel> opened)
            throws IOException {
        if (!(host instanceof Inet4Address) || host.isAnyLocalAddress()) {
            throw new IllegalArgumentException("host " + Addresses.host(host)
                    + " names no network for a group or a broadcast: choose an IPv4 address of this machine, such as"
                    + " 127.0.0.1");
        }
        NetworkInterface network = NetworkInterface.getByInetAddress(host);
        if (network == null) {
            throw new IOException("Cannot assign requested address");
        }
        if (cast instanceof UdpSpec.Cast.Multicast multicast) {
            InetAddress group = group(multicast.group());
            DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
            opened.add(channel);
            share(channel, new InetSocketAddress(group, port));
            channel.join(group, network);
            return channel;
        }
        // of no family: the JDK lets an IPv4 socket bind to no address that ends with 255
        DatagramChannel channel = DatagramChannel.open();
        opened.add(channel);
        share(channel, new InetSocketAddress(broadcast(network, host), port));
        return channel;
    }

    /**
     * Binds, and lets others listen to the same group or broadcast: that is what they are for. Among sockets that share, the kernel may choose a
     * port that is shared already where it has the choice; so what is to have a port of its own shares it afterwards.
     */
    private static void share(DatagramChannel channel, InetSocketAddress address) throws IOException {
        if (address.getPort() == 0) {
            channel.bind(address);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        } else {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address);
        }
    }

    private static InetAddress group(String spelled) {
        InetAddress group = Addresses.resolve(spelled);
        if (!(group instanceof Inet4Address) || !group.isMulticastAddress()) {
            throw new IllegalArgumentException(
                    "\"" + spelled + "\" is no IPv4 group: those are 224.0.0.0 to 239.255.255.255");
        }
        return group;
    }

    private static InetAddress broadcast(NetworkInterface network, InetAddress host) throws IOException {
        if (host instanceof Inet4Address && host.isLoopbackAddress()) {
            // what the loopback interface says about it is not true
            return InetAddress.getByAddress(new byte[] {127, (byte) 255, (byte) 255, (byte) 255});
        }
        for (InterfaceAddress one : network.getInterfaceAddresses()) {
            if (one.getAddress().equals(host) && one.getBroadcast() != null) {
                return one.getBroadcast();
            }
        }
        throw new IOException("no broadcast address on the network of " + Addresses.host(host));
    }
}
