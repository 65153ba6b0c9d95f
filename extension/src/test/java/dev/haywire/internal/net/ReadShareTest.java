package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How much one read may take")
class ReadShareTest {
    private static final int KIB = 1024;
    private static final long MILLI = 1_000_000;

    private final ReadShare share = new ReadShare();

    @Test
    @DisplayName("512 KiB while one socket alone is ready, even if it sends messages")
    void alone() {
        share.turnOver(1);
        share.took(64, 0);
        assertThat(share.bytes()).isEqualTo(512 * KIB);
    }

    @Test
    @DisplayName("bulk only: a turn of 4 MiB is shared, in reads of 64 to 512 KiB")
    void bulkOnly() {
        share.took(512 * KIB, 0);
        share.turnOver(2);
        assertThat(share.bytes()).isEqualTo(512 * KIB);
        share.turnOver(8);
        assertThat(share.bytes()).isEqualTo(512 * KIB);
        share.turnOver(16);
        assertThat(share.bytes()).isEqualTo(256 * KIB);
        share.turnOver(1000);
        assertThat(share.bytes()).isEqualTo(64 * KIB);
    }

    @Test
    @DisplayName("beside a message: 64 KiB for 25 ms, and again with the next one")
    void besideMessages() {
        share.turnOver(3);
        share.took(100, 0);
        assertThat(share.bytes()).isEqualTo(64 * KIB);
        share.took(64 * KIB, 25 * MILLI);
        assertThat(share.bytes()).isEqualTo(64 * KIB);
        share.took(64 * KIB, 25 * MILLI + 1);
        assertThat(share.bytes()).isEqualTo(512 * KIB);
        share.took(100, 30 * MILLI);
        assertThat(share.bytes()).isEqualTo(64 * KIB);
    }

    @Test
    @DisplayName("a read that found nothing is no message")
    void nothingRead() {
        share.turnOver(3);
        share.took(0, 0);
        share.took(-1, 0);
        assertThat(share.bytes()).isEqualTo(512 * KIB);
    }

    @Test
    @DisplayName("the time in which a message is expected may pass the clock's overflow")
    void overflow() {
        share.turnOver(3);
        share.took(100, Long.MAX_VALUE);
        share.took(64 * KIB, Long.MAX_VALUE + 24 * MILLI);
        assertThat(share.bytes()).isEqualTo(64 * KIB);
        share.took(64 * KIB, Long.MAX_VALUE + 26 * MILLI);
        assertThat(share.bytes()).isEqualTo(512 * KIB);
    }
}
