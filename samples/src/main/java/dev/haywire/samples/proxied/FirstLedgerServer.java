package dev.haywire.samples.proxied;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;

/** The server as it was written first: it books half a command. {@link LedgerServer} is the version that does not. */
public final class FirstLedgerServer extends LineServer {
    private final Ledger ledger = new Ledger();

    /**
     * Starts it on a free port of the loopback interface.
     *
     * @throws IOException if there is none
     */
    public FirstLedgerServer() throws IOException {}

    @Override
    void talk(InputStream in, OutputStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
        // bug: at the end of the stream readLine returns what it has, as if a line feed had followed
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            out.write((ledger.answer(line) + "\n").getBytes(UTF_8));
        }
    }
}
