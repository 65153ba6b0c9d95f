package dev.haywire.samples.proxied;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Keeps a balance. A command counts when its line feed has arrived. */
public final class LedgerServer extends LineServer {
    private static final int LONGEST_LINE = 1000;

    private final Ledger ledger = new Ledger();

    /**
     * Starts it on a free port of the loopback interface.
     *
     * @throws IOException if there is none
     */
    public LedgerServer() throws IOException {}

    @Override
    void talk(InputStream in, OutputStream out) throws IOException {
        InputStream buffered = new BufferedInputStream(in);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = buffered.read(); next >= 0 && line.size() < LONGEST_LINE; next = buffered.read()) {
            if (next == '\n') {
                out.write((ledger.answer(line.toString(UTF_8)) + "\n").getBytes(UTF_8));
                line.reset();
            } else {
                line.write(next);
            }
        }
        if (line.size() > 0) {
            out.write("error: a line that does not end\n".getBytes(UTF_8));
        }
    }
}
