package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.Charset;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line ends where its charset says, and each byte of it is looked at once. */
class LineBytesTest {
    private static final String LONG = "a line \u0a0a\u0d0a ".repeat(100_000);

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32LE", "ISO-8859-1", "IBM1047"})
    void endsAtTheNewlineOfItsCharset(String charset) {
        Charset named = Charset.forName(charset);
        byte[] bytes = "one\r\n".getBytes(named);
        LineBytes line = new LineBytes(named);
        assertThat(line.isEmpty()).isTrue();
        for (int i = 0; i < bytes.length; i++) {
            assertThat(line.add(bytes[i] & 0xff)).as("after byte %d", i).isEqualTo(i == bytes.length - 1);
        }
        assertThat(line.text()).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-32"})
    void costsAsMuchAsItsLength(String charset) {
        // bytes of a newline that are none: 0x0A in each of them; millions of copies of the line would take minutes
        Charset named = Charset.forName(charset);
        byte[] bytes = (LONG + "\n").getBytes(named);
        LineBytes line = new LineBytes(named);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            int at = 0;
            while (!line.add(bytes[at++] & 0xff)) {
                assert at < bytes.length;
            }
            assertThat(at).isEqualTo(bytes.length);
        });
        assertThat(line.text()).isEqualTo(LONG);
    }
}
