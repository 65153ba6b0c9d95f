package dev.haywire.samples.discovery;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.fault.ActiveFault;
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
    void findsThemThoughTheFirstQuestionIsLost() throws IOException {
        ActiveFault lost = group.apply(drop().upstream().nth(1));
        assertThat(discovery.find()).containsExactly("printer", "scanner");
        assertThat(lost).hasFired(1);
        shows("first question lost: both devices found");
    }

    /** In the field: one answer of two is lost, and a device seems to be off. Here: the second one. */
    @Test
    void findsThemThoughAnAnswerIsLost() throws IOException {
        ActiveFault lost = group.apply(drop().downstream().nth(2));
        assertThat(discovery.find()).containsExactly("printer", "scanner");
        assertThat(lost).hasFired(1);
        shows("one answer lost: both devices found");
    }

    /** In the field: answers come twice, and the list shows four devices. Here: each does. */
    @Test
    void listsEachDeviceOnce() throws IOException {
        group.apply(duplicate(1.0).downstream());
        assertThat(discovery.find()).containsExactly("printer", "scanner");
        shows("each answer came twice: 2 devices listed");
    }

    void shows(String shown) {
        Sample.shows("device discovery", shown);
    }
}
