package dev.haywire.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.internal.bytes.ByteBudget;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ByteSearchTest {
    private static final int BOUND = ByteRecord.BOUND;

    private final ByteRecord record = new ByteRecord(new RecordBudget());

    @Test
    void findsWhatCameBefore() {
        append("xxCOMMITxx");
        try (ByteSearch search = search("COMMIT")) {
            assertThat(search.found()).isTrue();
        }
    }

    @Test
    void findsAcrossAppends() {
        try (ByteSearch search = search("COMMIT")) {
            assertThat(search.found()).isFalse();
            append("COCOM");
            assertThat(search.found()).isFalse();
            append("MI");
            assertThat(search.found()).isFalse();
            append("T and more");
            assertThat(search.found()).isTrue();
            append("x");
            assertThat(search.found()).isTrue();
        }
    }

    @Test
    void noBytesAreFoundAtOnce() {
        try (ByteSearch search = search("")) {
            assertThat(search.found()).isTrue();
        }
    }

    @Test
    void agreesWithIndexOfOnTextsFullOfRepetitions() {
        Random random = new Random(42);
        for (int round = 0; round < 2000; round++) {
            ByteRecord text = new ByteRecord(new RecordBudget());
            String wanted = letters(random, 1 + random.nextInt(6));
            StringBuilder all = new StringBuilder();
            try (ByteSearch search = text.search(wanted.getBytes(UTF_8))) {
                while (all.length() < 40) {
                    String chunk = letters(random, 1 + random.nextInt(5));
                    all.append(chunk);
                    text.append(ByteBuffer.wrap(chunk.getBytes(UTF_8)));
                    assertThat(search.found()).as("%s in %s", wanted, all).isEqualTo(all.indexOf(wanted) >= 0);
                }
            }
        }
    }

    @Test
    void findsWhatLiesBehindTheBoundIfItBeganBefore() {
        try (ByteSearch search = search("NEEDLE")) {
            record.append(ByteBuffer.allocate(BOUND + 100));
            assertThat(search.found()).isFalse();
            append("NEE");
            append("DLE");
            assertThat(search.found()).isTrue();
        }
        try (ByteSearch later = search("NEEDLE")) {
            assertThat(later.found()).isFalse();
        }
    }

    @Test
    void doesNotFindWhatBeganBeforeItAndIsNotKept() {
        record.append(ByteBuffer.allocate(BOUND));
        append("NEEDLE, NEE");
        try (ByteSearch search = search("NEEDLE")) {
            append("DLE");
            assertThat(search.found()).isFalse();
            append(", NEEDLE");
            assertThat(search.found()).isTrue();
        }
    }

    @Test
    void doesNotFindAcrossWhatIsNotKept() {
        append("NEE");
        record.append(ByteBuffer.allocate(BOUND - 6));
        append("NEE");
        append("-");
        try (ByteSearch search = search("NEEDLE")) {
            append("DLE");
            assertThat(search.found()).isFalse();
            append("NEED");
            append("LE");
            assertThat(search.found()).isTrue();
        }
    }

    @Test
    void findsWhatPassesAfterTheBudgetIsUsedUp() {
        ByteRecord poor = new ByteRecord(new RecordBudget(new ByteBudget(0)));
        poor.append(ByteBuffer.allocate(RecordBudget.LEAST + 1));
        try (ByteSearch search = poor.search("NEEDLE".getBytes(UTF_8))) {
            poor.append(ByteBuffer.wrap("a NEEDLE".getBytes(UTF_8)));
            assertThat(search.found()).isTrue();
        }
    }

    @Test
    void findsWhatLiesAcrossTheBound() {
        record.append(ByteBuffer.allocate(BOUND - 3));
        try (ByteSearch search = search("NEEDLE")) {
            append("NEEDLE");
            assertThat(search.found()).isTrue();
        }
        try (ByteSearch later = search("NEE")) {
            assertThat(later.found()).isTrue();
        }
    }

    @Test
    void oneThatBeganAfterTheBoundSeesWhatIsKeptAndWhatPassesFromThenOn() {
        append("kept");
        record.append(ByteBuffer.allocate(BOUND));
        append("earlier");
        try (ByteSearch kept = search("kept");
                ByteSearch earlier = search("earlier");
                ByteSearch later = search("later")) {
            append("later");
            assertThat(kept.found()).isTrue();
            assertThat(earlier.found()).isFalse();
            assertThat(later.found()).isTrue();
            append("more");
            assertThat(kept.found()).isTrue();
            assertThat(later.found()).isTrue();
        }
    }

    @Test
    void beginsAnewWhereTheRecordDoes() {
        try (ByteSearch search = search("COMMIT")) {
            append("COM");
            assertThat(search.found()).isFalse();
            record.restart();
            append("MIT");
            assertThat(search.found()).isFalse();
            append("COMMIT");
            assertThat(search.found()).isTrue();
            record.restart();
            assertThat(search.found()).isFalse();
        }
    }

    @Test
    void doesNotSeeChangesOfTheArrayItWasGiven() {
        byte[] wanted = "ab".getBytes(UTF_8);
        try (ByteSearch search = record.search(wanted)) {
            wanted[0] = 'x';
            append("ab");
            assertThat(search.found()).isTrue();
        }
    }

    @Test
    @Timeout(60)
    void findsWhileTheWriterGoesOn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            // The needle before, across and behind the bound, in chunks of odd sizes, while another thread looks all
            // the time.
            for (int needleAt : new int[] {10, BOUND / 2, BOUND - 3, BOUND, BOUND + 12_345}) {
                ByteRecord growing = new ByteRecord(new RecordBudget());
                byte[] all = new byte[BOUND + 100_000];
                System.arraycopy("NEEDLE".getBytes(UTF_8), 0, all, needleAt, 6);
                try (ByteSearch search = growing.search("NEEDLE".getBytes(UTF_8));
                        ByteSearch never = growing.search("NEVER".getBytes(UTF_8))) {
                    Future<?> writer = threads.submit(() -> {
                        for (int at = 0; at < all.length; at += 97) {
                            growing.append(ByteBuffer.wrap(all, at, Math.min(97, all.length - at)));
                        }
                    });
                    while (!search.found()) {
                        assertThat(never.found()).isFalse();
                        if (writer.isDone()) {
                            writer.get();
                            assertThat(search.found())
                                    .as("needle at %d", needleAt)
                                    .isTrue();
                        }
                    }
                    writer.get(30, TimeUnit.SECONDS);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String letters(Random random, int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    private ByteSearch search(String text) {
        return record.search(text.getBytes(UTF_8));
    }

    private void append(String text) {
        record.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
}
