package dev.haywire.internal.toxiproxy;

import static dev.haywire.fault.Faults.gilbertElliott;
import static dev.haywire.fault.Faults.loss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import dev.haywire.kit.FreePort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proxies of datagrams and their toxics, which only Haywire's control server has. */
class UdpProxyTest {
    private static final Pattern LISTEN = Pattern.compile("\"listen\":\"127\\.0\\.0\\.1:(\\d+)\"");

    private ControlServer control;
    private DatagramSocket upstream;
    private DatagramSocket client;

    @BeforeEach
    void start() throws IOException {
        control = ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream = socket();
        client = socket();
        RawHttp.Reply created = send("POST", "/proxies", proxy("dns", "'network':'udp'"), 201);
        Matcher listen = LISTEN.matcher(created.body());
        assertThat(listen.find()).isTrue();
        client.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(listen.group(1))));
    }

    @AfterEach
    void end() {
        client.close();
        upstream.close();
        control.close();
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private String proxy(String name, String more) {
        // a number that nobody is given while the proxy is disabled
        return "{'name':'" + name + "','listen':'127.0.0.1:" + FreePort.next() + "','upstream':'127.0.0.1:"
                + upstream.getLocalPort() + "'," + more + "}";
    }

    private RawHttp.Reply send(String method, String path, String body, int status) {
        RawHttp.Reply reply = RawHttp.send(control.address(), method, path, body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply;
    }

    private void toxic(String body) {
        send("POST", "/proxies/dns/toxics", body, 200);
    }

    private static void send(DatagramSocket from, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        from.send(new DatagramPacket(payload, payload.length));
    }

    private DatagramPacket receive(DatagramSocket at) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        at.receive(packet);
        return packet;
    }

    private String text(DatagramSocket at) throws IOException {
        DatagramPacket packet = receive(at);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    @Test
    void relaysBothWaysAndSaysWhatItIs() throws IOException {
        send(client, "question");
        DatagramPacket question = receive(upstream);
        upstream.send(new DatagramPacket("answer".getBytes(StandardCharsets.UTF_8), 6, question.getSocketAddress()));
        assertThat(text(client)).isEqualTo("answer");
        assertThat(send("GET", "/proxies/dns", "", 200).body())
                .contains("\"enabled\":true,\"network\":\"udp\",\"toxics\":[]");
    }

    @Test
    void lossLosesAllUntilItIsRemoved() throws IOException {
        toxic("{'type':'packet_loss','stream':'upstream','attributes':{'probability':1}}");
        send(client, "lost");
        send("DELETE", "/proxies/dns/toxics/packet_loss_upstream", "", 204);
        send(client, "passes");
        assertThat(text(upstream)).isEqualTo("passes");
    }

    @Test
    void anUpdateTakesEffectAndZeroDoesNothing() throws IOException {
        toxic("{'type':'packet_loss','stream':'upstream'}");
        send(client, "passes");
        assertThat(text(upstream)).isEqualTo("passes");
        send("PATCH", "/proxies/dns/toxics/packet_loss_upstream", "{'attributes':{'probability':1.0}}", 200);
        send(client, "lost");
        send("PATCH", "/proxies/dns/toxics/packet_loss_upstream", "{'toxicity':0}", 200);
        send(client, "passes again");
        assertThat(text(upstream)).isEqualTo("passes again");
    }

    @Test
    void timesThatNobodyLivesToSeeAreTakenAndEnd() throws IOException {
        String most = Long.toString(Long.MAX_VALUE);
        toxic("{'type':'latency','stream':'upstream','attributes':{'latency':" + most
                + ",'jitter':4611686018427387903}}");
        toxic("{'type':'packet_reorder','stream':'upstream','attributes':{'probability':1,'at_most':" + most + "}}");
        toxic("{'type':'bandwidth','stream':'upstream','attributes':{'rate':" + most + "}}");
        toxic("{'type':'latency','stream':'downstream','attributes':{'latency':-5,'jitter':-5}}");
        send("DELETE", "/proxies/dns/toxics/latency_upstream", "", 204);
        send("DELETE", "/proxies/dns/toxics/packet_reorder_upstream", "", 204);
        send(client, "passes");
        assertThat(text(upstream)).isEqualTo("passes");
    }

    @Test
    void duplicates() throws IOException {
        toxic("{'type':'packet_duplicate','stream':'upstream','attributes':{'probability':1}}");
        send(client, "twice");
        assertThat(text(upstream)).isEqualTo("twice");
        assertThat(text(upstream)).isEqualTo("twice");
    }

    @Test
    void corruptsAndKeepsTheLength() throws IOException {
        toxic("{'type':'packet_corrupt','stream':'upstream','attributes':{'probability':1}}");
        send(client, "flipped");
        DatagramPacket packet = receive(upstream);
        assertThat(packet.getLength()).isEqualTo(7);
        assertThat(new String(packet.getData(), 0, 7, StandardCharsets.ISO_8859_1))
                .isNotEqualTo("flipped");
    }

    @Test
    void reordersUntilOthersHaveOvertaken() throws IOException {
        toxic(
                "{'type':'packet_reorder','stream':'upstream','name':'r','attributes':{'probability':1,'at_most':60000}}");
        send(client, "one");
        send("DELETE", "/proxies/dns/toxics/r", "", 204);
        assertThat(text(upstream)).isEqualTo("one");
    }

    @Test
    void delaysAndPaces() throws IOException {
        toxic("{'type':'latency','stream':'upstream','attributes':{'latency':200}}");
        toxic("{'type':'bandwidth','stream':'upstream','attributes':{'rate':1}}");
        long start = System.nanoTime();
        send(client, "x".repeat(72));
        assertThat(text(upstream)).hasSize(72);
        // 72 bytes and 28 of headers are 100 ms on that line
        assertThat((System.nanoTime() - start) / 1_000_000).isGreaterThanOrEqualTo(300);
    }

    @Test
    void aRateOfZeroHoldsAll() throws IOException {
        toxic("{'type':'bandwidth','stream':'upstream'}");
        send(client, "held");
        upstream.setSoTimeout(150);
        assertThatThrownBy(() -> text(upstream)).isInstanceOf(SocketTimeoutException.class);
        upstream.setSoTimeout(10_000);
        send("DELETE", "/proxies/dns/toxics/bandwidth_upstream", "", 204);
        assertThat(text(upstream)).isEqualTo("held");
    }

    @Test
    void hasToxicsFromTheStartAndThroughBeingDisabled() throws IOException {
        send(
                "POST",
                "/populate",
                "["
                        + proxy(
                                "dns",
                                "'network':'udp','toxics':[{'type':'packet_loss','stream':'upstream','attributes':{'probability':1}}]")
                        + "]",
                201);
        String listed = send("GET", "/proxies/dns/toxics", "", 200).body();
        assertThat(listed)
                .isEqualTo(("[{'attributes':{'probability':1},'name':'packet_loss_upstream','type':'packet_loss',"
                                + "'stream':'upstream','toxicity':1}]")
                        .replace('\'', '"'));
        send("POST", "/proxies/dns", "{'enabled':false}", 200);
        send("POST", "/proxies/dns", "{'enabled':true}", 200);
        assertThat(send("GET", "/proxies/dns/toxics", "", 200).body()).isEqualTo(listed);
    }

    @Test
    void aPortOfBothNetworksIsTwoPorts() {
        send("POST", "/proxies", proxy("a", "'network':'sctp'"), 400);
        assertThat(send("POST", "/proxies", proxy("a", "'network':'sctp'"), 400).body())
                .isEqualTo("{\"error\":\"network was invalid, can be either tcp or udp\",\"status\":400}\n");
        int free = FreePort.next();
        String udp = "'upstream':'x','network':'UDP','listen':'127.0.0.1:" + free + "'}";
        send("POST", "/proxies", "{'name':'a'," + udp, 201);
        send("POST", "/proxies", "{'name':'b'," + udp, 500);
        send("POST", "/proxies", "{'name':'b','upstream':'x','listen':'127.0.0.1:" + free + "'}", 201);
    }

    @Test
    void nobodyForwardsToItself() {
        int free = upstream.getLocalPort();
        upstream.close();
        String itself = "'upstream':'127.0.0.1:" + free + "','listen':'127.0.0.1:" + free + "'";
        assertThat(send("POST", "/proxies", "{'name':'me','network':'udp'," + itself + "}", 500)
                        .body())
                .isEqualTo("{\"error\":\"listen udp 127.0.0.1:" + free + ": upstream 127.0.0.1:" + free
                        + " is the proxy itself: name the address of another server\",\"status\":500}\n");
    }

    private String attributes(String name) {
        String toxic = send("GET", "/proxies/dns/toxics/" + name, "", 200).body();
        return toxic.replaceAll(".*\"attributes\":(\\{[^}]*}).*", "$1").replace('"', '\'');
    }

    @Test
    void lossHasToxiproxysNamesToo() throws IOException {
        toxic("{'type':'packet_loss','stream':'upstream','name':'x','attributes':{'loss_rate':1.0}}");
        assertThat(attributes("x")).isEqualTo("{'loss_rate':1,'correlation':0}");
        send(client, "lost");
        send("PATCH", "/proxies/dns/toxics/x", "{'attributes':{'loss_rate':0}}", 200);
        send(client, "passes");
        assertThat(text(upstream)).isEqualTo("passes");
        send("PATCH", "/proxies/dns/toxics/x", "{'attributes':{'correlation':0.25,'Loss_Rate':0.5}}", 200);
        assertThat(attributes("x")).isEqualTo("{'loss_rate':0.5,'correlation':0.25}");
        send("PATCH", "/proxies/dns/toxics/x", "{'attributes':{'correlation':null}}", 200);
        assertThat(attributes("x")).isEqualTo("{'loss_rate':0.5,'correlation':0.25}");
        send("PATCH", "/proxies/dns/toxics/x", "{'attributes':{'probability':0}}", 200);
        assertThat(attributes("x")).isEqualTo("{'probability':0,'correlation':0.25}");
        send(client, "passes");
        assertThat(text(upstream)).isEqualTo("passes");
    }

    @Test
    void lossByEitherNameOfAShareIsRefusedWhereItIsNone() {
        for (String attribute : new String[] {"loss_rate", "correlation"}) {
            for (String value : new String[] {"1.1", "-0.1"}) {
                String body = "{'type':'packet_loss','attributes':{'" + attribute + "':" + value + "}}";
                assertThat(send("POST", "/proxies/dns/toxics", body, 400).body())
                        .isEqualTo("{\"error\":\"bad request body: " + attribute
                                + " of a packet_loss toxic must be a fraction from 0 to 1, was " + value
                                + "\",\"status\":400}\n");
            }
        }
        assertThat(send(
                                "POST",
                                "/proxies/dns/toxics",
                                "{'type':'packet_loss','attributes':{'loss_rate':1,'probability':1}}",
                                400)
                        .body())
                .isEqualTo(
                        "{\"error\":\"bad request body: loss_rate and probability of a packet_loss toxic are the same"
                                + " attribute: give only one of them\",\"status\":400}\n");
    }

    private static UdpFault lossOf(double toxicity, Map<String, Number> attributes) {
        return PacketFaults.of(new ManagedToxic(
                1, 0, "x", ToxicType.PACKET_LOSS, "upstream", Direction.UPSTREAM, 0, (float) toxicity, attributes));
    }

    /** After a datagram that was lost, the next one is lost with loss_rate and correlation together. */
    @Test
    void lossWithACorrelationHasTwoStates() {
        assertThat(lossOf(1, Map.of("loss_rate", 0.25, "correlation", 0.0)))
                .isEqualTo(loss(0.25).upstream());
        assertThat(lossOf(1, Map.of("loss_rate", 0.25, "correlation", 0.5)))
                .isEqualTo(gilbertElliott(0.25, 0.25, 1, 0).upstream());
        assertThat(lossOf(1, Map.of("probability", 0.75, "correlation", 0.5)))
                .isEqualTo(gilbertElliott(0.75, 0, 1, 0).upstream());
        assertThat(lossOf(0.5, Map.of("loss_rate", 0.25, "correlation", 0.5)))
                .isEqualTo(gilbertElliott(0.25, 0.25, 0.5, 0).upstream());
        assertThat(lossOf(0.5, Map.of("loss_rate", 0.25, "correlation", 0.0)))
                .isEqualTo(loss(0.125).upstream());
        assertThat(lossOf(1, Map.of("loss_rate", 0.0, "correlation", 1.0))).isNull();
    }

    @Test
    void hasNoToxicsOfConnectionsAndNoFractionsAboveOne() {
        for (String type : new String[] {"timeout", "slicer", "reset_peer", "limit_data", "slow_close"}) {
            assertThat(send("POST", "/proxies/dns/toxics", "{'type':'" + type + "'}", 400)
                            .body())
                    .isEqualTo("{\"error\":\"invalid toxic type\",\"status\":400}\n");
        }
        assertThat(send("POST", "/proxies/dns/toxics", "{'type':'packet_loss','attributes':{'probability':30}}", 400)
                        .body())
                .isEqualTo(
                        "{\"error\":\"bad request body: probability of a packet_loss toxic must be a fraction from 0 to 1,"
                                + " was 30.0\",\"status\":400}\n");
    }
}
