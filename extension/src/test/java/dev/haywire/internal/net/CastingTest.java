package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which ports sockets get that share what they hear with others. */
@Isolated("takes many of the ports")
class CastingTest {

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final List<DatagramChannel> opened = new ArrayList<>();

    static Stream<UdpSpec.Cast> casts() {
        return Stream.of(new UdpSpec.Cast.Multicast("239.255.90.1"), new UdpSpec.Cast.Broadcast());
    }

    @AfterEach
    void close() throws IOException {
        for (DatagramChannel channel : opened) {
            channel.close();
        }
    }

    /** Two peers of two tests that share a port by accident would hear each other's datagrams. */
    @ParameterizedTest
    @MethodSource("casts")
    void givesEachAPortOfItsOwn(UdpSpec.Cast cast) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            ports.add(port(Casting.open(cast, loopback, 0, opened)));
        }
        assertThat(ports).doesNotHaveDuplicates();
    }

    /** Whoever names the port means to hear what the others hear. */
    @ParameterizedTest
    @MethodSource("casts")
    void sharesAPortThatIsNamed(UdpSpec.Cast cast) throws IOException {
        int first = port(Casting.open(cast, loopback, 0, opened));
        assertThat(port(Casting.open(cast, loopback, first, opened))).isEqualTo(first);
        assertThat(port(Casting.open(cast, loopback, first, opened))).isEqualTo(first);
    }

    private static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }
}
