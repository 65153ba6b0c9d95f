package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What one iteration of a loop does of one kind is bounded by count and by time. */
class PieceTest {
    private long now = Long.MAX_VALUE - 5;
    private final Piece piece = new Piece(3, 10, () -> now);

    @Test
    void hasSoManySteps() {
        piece.begin();
        assertThat(steps()).isEqualTo(3);
        assertThat(piece.another()).isFalse();
    }

    @Test
    void beginsNoStepOnceItsTimeIsOver() {
        piece.begin();
        assertThat(piece.another()).isTrue();
        // past where the clock wraps
        now += 9;
        assertThat(piece.another()).isTrue();
        now++;
        assertThat(piece.another()).isFalse();
    }

    @Test
    void hasOneStepHoweverLongThatTakes() {
        for (int iteration = 0; iteration < 3; iteration++) {
            piece.begin();
            // the loop slept between: its time begins with the first step
            now += 1_000;
            assertThat(piece.another()).isTrue();
            now += 1_000;
            assertThat(piece.another()).isFalse();
        }
    }

    private int steps() {
        int steps = 0;
        while (piece.another()) {
            steps++;
        }
        return steps;
    }
}
