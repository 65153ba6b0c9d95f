package dev.haywire.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What all toxics have in common. */
class ToxicStageTest extends ToxicWire {

    @Test
    void thereIsNoOtherType() {
        assertThatThrownBy(() -> add("noop"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no toxic of type noop");
    }

    @Test
    void oneThatIsNotActiveLetsAllThrough() {
        for (String type : List.of("latency", "bandwidth", "slow_close", "limit_data", "slicer", "reset_peer")) {
            add(settings(false, type, "latency", 5, "delay", 5));
        }
        add(settings(false, "timeout", "timeout", 1));
        wire.send("abc").send("def").end().passMs(10);
        assertThat(wire.fresh()).isEqualTo("abc|def|<FIN>");
    }

    @Test
    void isReadInPiecesOf32KiB() {
        add("limit_data", "bytes", 1_000_000);
        assertThat(wire.lane.room()).isEqualTo(32 * 1024);
    }

    @Test
    void standsInTheOrderOfCreation() {
        add("limit_data", "bytes", 2);
        add("slow_close", "delay", 100);
        wire.send("abc");
        assertThat(wire.fresh()).isEqualTo("ab");
        assertThat(wire.passMs(100).fresh()).isEqualTo("<CLOSE>");
        VirtualWire other = new VirtualWire();
        for (ToxicSettings each : List.of(settings("slow_close", "delay", 100), settings("limit_data", "bytes", 2))) {
            other.add(ToxicStage.of(each, Draws.of(1, "", Direction.UPSTREAM, "", 0, 0), false));
        }
        assertThat(other.send("abc").fresh()).isEqualTo("ab|<CLOSE>");
    }

    @Test
    void anUpdateOfOneThatIsNotThereDoesNothing() {
        ToxicStage stage = ToxicStage.of(settings("latency"), Draws.of(1, "", Direction.UPSTREAM, "", 0, 0), false);
        update(stage, settings("latency", "latency", 9));
        assertThat(wire.send("a").fresh()).isEqualTo("a");
    }
}
