package dev.haywire.samples.roaming;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpEndpoint;
import dev.haywire.UdpProxy;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a server is held to whose guests come from behind a NAT: the wire before it gives one of them another address. */
class RoomTest {

    @UdpProxy
    private UdpEndpoint nat;

    private Room room;
    private Guest anna;
    private Guest ben;

    Room build() throws IOException {
        return new TokenRoom();
    }

    @BeforeEach
    void enter() throws IOException {
        room = build();
        room.open();
        nat.forwardTo(room.address());
        anna = new Guest(nat.address(), "anna");
        ben = new Guest(nat.address(), "ben");
    }

    @AfterEach
    void leave() {
        anna.close();
        ben.close();
        room.close();
    }

    /** On the developer's machine: no NAT that forgets. */
    @Test
    void tellsEverybody() throws IOException {
        anna.say("hello");
        assertThat(anna.hear()).isEqualTo("anna: hello");
        assertThat(ben.hear()).isEqualTo("anna: hello");
        shows("2 guests: both heard it");
    }

    /**
     * In the field: the NAT forgets a guest who was silent for a minute, and gives the next datagram another port; the server asks who that is, or
     * answers to a port that is nobody's. Here: anna's port changes; what she says has to be hers, and she has to hear what ben says.
     */
    @Test
    void knowsAGuestWhosePortChanged() throws IOException {
        nat.rebind(anna.address());
        talk();
        shows("another port for one of 2 guests: both heard both");
    }

    /** In the field: the telephone goes from the wireless network to the mobile one. Here: anna's address changes too. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs more loopback addresses than one")
    void knowsAGuestWhoseAddressChanged() throws IOException {
        nat.rebind(anna.address(), InetAddress.getByName("127.0.0.2"));
        talk();
        shows("another address for one of 2 guests: both heard both");
    }

    private void talk() throws IOException {
        anna.say("here I am");
        assertThat(anna.hear()).isEqualTo("anna: here I am");
        assertThat(ben.hear()).isEqualTo("anna: here I am");
        ben.say("welcome back");
        assertThat(anna.hear()).isEqualTo("ben: welcome back");
        assertThat(ben.hear()).isEqualTo("ben: welcome back");
        assertThat(nat).hasReceivedDatagrams(4).hasDropped(0);
    }

    void shows(String shown) {
        Sample.shows("chat room", shown);
    }
}
