package dev.haywire.samples.telemetry;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.UPSTREAM;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.reorder;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpCounts;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpProxy;
import dev.haywire.fault.UdpFault;
import dev.haywire.samples.Sample;
import dev.haywire.samples.telemetry.LossMeter.Report;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver of numbered readings is held to: its report is what the wire did, no more and no less. */
class TelemetryTest {

    @UdpProxy
    private UdpEndpoint wire;

    private TelemetryReceiver receiver;

    LossMeter meter() {
        return new SequenceMeter();
    }

    @BeforeEach
    void receive() throws Exception {
        receiver = new TelemetryReceiver(meter());
        wire.forwardTo(receiver.address());
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    /** On a good day, and on one that loses two readings in the midst: what any meter counts. */
    @Test
    void countsWhatIsLost() throws Exception {
        Report report = send(10, drop().upstream().nth(3, 5));
        assertThat(wire).hasDropped(2);
        assertThat(report).isEqualTo(new Report(2, 0, 0));
        shows("3rd and 5th of 10 lost: " + report);
    }

    /** In the field: the last reading is lost, and nobody misses it. Here: the tenth of ten. */
    @Test
    void missesTheLastOne() throws Exception {
        Report report = send(10, drop().upstream().nth(10));
        assertThat(wire).hasDropped(1);
        assertThat(report).isEqualTo(new Report(1, 0, 0));
        shows("last of 10 lost: " + report);
    }

    /** In the field: a reading comes twice, and the one behind it is taken for lost. Here: the 4th comes again, behind the 6th. */
    @Test
    void takesNoRepetitionForALoss() throws Exception {
        Report report = send(
                10,
                duplicate(1.0).upstream().nth(4),
                reorder(1.0).by(2).atMost(ofSeconds(60)).upstream().nth(4));
        assertThat(wire).hasDropped(0);
        assertThat(report).isEqualTo(new Report(0, 1, 0));
        shows("4th of 10 came again behind the 6th: " + report);
    }

    /** In the field: a reading is overtaken, and is taken for lost though it comes a moment later. Here: the 4th, behind the 5th. */
    @Test
    void takesNoDelayForALoss() throws Exception {
        Report report = send(10, reorder(1.0).atMost(ofSeconds(60)).upstream().nth(4));
        assertThat(wire).hasDropped(0);
        assertThat(wire.counts(UPSTREAM).reordered()).isEqualTo(1);
        assertThat(report).isEqualTo(new Report(0, 0, 1));
        shows("4th of 10 overtaken by the 5th: " + report);
    }

    /** In the field: all of that, by chance. Here: a bad radio link, the same on every run; the report has to agree with the wire's own count. */
    @Test
    void agreesWithTheWire() throws Exception {
        Report report = send(
                200,
                loss(0.2).upstream().first(200), // what says that it was the last one arrives
                duplicate(0.1).upstream().first(200),
                reorder(0.1).upstream().first(190));
        UdpCounts counts = wire.counts(UPSTREAM);
        assertThat(report.lost()).isEqualTo((int) counts.dropped("loss")).isPositive();
        assertThat(report.repeated()).isEqualTo((int) counts.duplicated()).isPositive();
        shows("200 over a bad link: " + report + ", as the wire says");
    }

    private Report send(int readings, UdpFault... faults) throws Exception {
        for (UdpFault fault : faults) {
            wire.apply(fault);
        }
        try (TelemetrySender sender = new TelemetrySender(wire.address())) {
            for (int i = 1; i <= readings; i++) {
                sender.send("temperature 21");
            }
            sender.end();
        }
        return receiver.report().get(5, SECONDS);
    }

    void shows(String shown) {
        Sample.shows("telemetry", shown);
    }
}
