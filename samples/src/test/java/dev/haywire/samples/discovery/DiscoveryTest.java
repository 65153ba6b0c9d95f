package dev.haywire.samples.discovery;

import static dev.haywire.fault.Direction.DOWNSTREAM;
import static dev.haywire.fault.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Duplicate;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client is held to that asks a multicast group: a printer and a scanner are in it, on the loopback interface. */
class DiscoveryTest {

    @UdpPeer(multicastGroup = "239.255.77.7")
    private UdpEndpoint group;

    private Discovery discovery;

    Discovery in(InetSocketAddress group, NetworkInterface network) {
        return new DeviceDiscovery(group, network);
    }

    @BeforeEach
    void plugIn() throws IOException {
        group.handle((question, replier) -> {
            replier.reply("printer");
            replier.reply("scanner");
        });
        discovery = in(group.address(), NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
    }

    /** On the developer's desk: one question, two answers. */
    @Test
    void findsBothDevices() throws IOException {
        assertThat(discovery.find()).containsExactly("printer", "scanner");
        assertThat(group.address().getAddress().isMulticastAddress()).isTrue();
        shows("2 devices: found");
    }

    /** In the field: a question is lost, for nobody acknowledges a multicast, and there seems to be no device. Here: the first one. */
    @Test
    @Drop(value = 1, direction = UPSTREAM)
    void findsThemThoughTheFirstQuestionIsLost() throws IOException {
        assertThat(discovery.find()).containsExactly("printer", "scanner");
        shows("first question lost: both devices found");
    }

    /** In the field: one answer of two is lost, and a device seems to be off. Here: the second one. */
    @Test
    @Drop(value = 2, direction = DOWNSTREAM)
    void findsThemThoughAnAnswerIsLost() throws IOException {
        assertThat(discovery.find()).containsExactly("printer", "scanner");
        shows("one answer lost: both devices found");
    }

    /** In the field: answers come twice, and the list shows four devices. Here: each does. */
    @Test
    @Duplicate(value = 1.0, direction = DOWNSTREAM)
    void listsEachDeviceOnce() throws IOException {
        assertThat(discovery.find()).containsExactly("printer", "scanner");
        shows("each answer came twice: 2 devices listed");
    }

    void shows(String shown) {
        Sample.shows("device discovery", shown);
    }
}
