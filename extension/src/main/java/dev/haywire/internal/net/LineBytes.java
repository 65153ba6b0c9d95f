package dev.haywire.internal.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/** The bytes of one line up to its end, which takes two bytes in UTF-16 and is not 0x0A in EBCDIC. */
final class LineBytes {
    private final Charset charset;
    private final byte[] newline;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean complete;

    LineBytes(Charset charset) {
        this.charset = charset;
        this.newline = newline(charset);
    }

    /** What the second of two newlines adds: the first may come with a byte order mark. */
    private static byte[] newline(Charset charset) {
        int one = "\n".getBytes(charset).length;
        byte[] two = "\n\n".getBytes(charset);
        return Arrays.copyOfRange(two, one, two.length);
    }

    /** Takes the next byte; returns whether it completes the line. */
    boolean add(int next) {
        bytes.write(next);
        complete = (byte) next == newline[newline.length - 1] && (newline.length == 1 || endsByNewline());
        return complete;
    }

    private boolean endsByNewline() {
        int size = bytes.size();
        return size % newline.length == 0
                && Arrays.equals(bytes.toByteArray(), size - newline.length, size, newline, 0, newline.length);
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    /** The line without its end, LF or CR LF. */
    String text() {
        int length = bytes.size() - (complete ? newline.length : 0);
        String text = new String(bytes.toByteArray(), 0, length, charset);
        return complete && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
