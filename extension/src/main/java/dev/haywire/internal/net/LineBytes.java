package dev.haywire.internal.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/** The bytes of one line up to its end, which takes two bytes in UTF-16 and is not 0x0A in EBCDIC. */
final class LineBytes {
    /** How many bytes a line has at most, its end included: 16 MiB. */
    static final int BOUND = 16 << 20;

    private final Charset charset;
    private final int width;
    private final long newline;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long last;
    private boolean complete;

    LineBytes(Charset charset) {
        this.charset = charset;
        byte[] end = newline(charset);
        this.width = end.length;
        long value = 0;
        for (byte part : end) {
            value = value << Byte.SIZE | part & 0xff;
        }
        this.newline = value;
    }

    /** What the second of two newlines adds: the first may come with a byte order mark. */
    private static byte[] newline(Charset charset) {
        int one = "\n".getBytes(charset).length;
        byte[] two = "\n\n".getBytes(charset);
        return Arrays.copyOfRange(two, one, two.length);
    }

    /** Takes the next byte; returns whether it completes the line. Looks at the last bytes only, however long the line is. */
    boolean add(int next) {
        bytes.write(next);
        last = (last << Byte.SIZE | next & 0xff) & -1L >>> Long.SIZE - width * Byte.SIZE;
        complete = last == newline && bytes.size() % width == 0;
        return complete;
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    /** Tells whether no further byte may be added. */
    boolean isFull() {
        return bytes.size() == BOUND;
    }

    /** The line without its end, LF or CR LF. */
    String text() {
        int length = bytes.size() - (complete ? width : 0);
        String text = new String(bytes.toByteArray(), 0, length, charset);
        return complete && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
