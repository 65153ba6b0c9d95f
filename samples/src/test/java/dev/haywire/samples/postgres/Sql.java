package dev.haywire.samples.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** As much of PostgreSQL's protocol (version 3.0) as a query needs. */
final class Sql {
    private static final int VERSION = 3 << 16;

    private Sql() {}

    /** Logs in, and waits until the server is ready. */
    static void login(Socket socket) throws IOException {
        byte[] names = "user\0postgres\0database\0postgres\0\0".getBytes(UTF_8);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(names.length + 8);
        out.writeInt(VERSION);
        out.write(names);
        out.flush();
        untilReady(socket);
    }

    /** The message of a simple query. */
    static byte[] query(String sql) {
        byte[] text = (sql + "\0").getBytes(UTF_8);
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write('Q');
        for (int shift = 24; shift >= 0; shift -= 8) {
            message.write(text.length + 4 >> shift);
        }
        message.writeBytes(text);
        return message.toByteArray();
    }

    /** Asks, and returns what the rows of the answer hold, headers and all. */
    static String ask(Socket socket, String sql) throws IOException {
        socket.getOutputStream().write(query(sql));
        return untilReady(socket);
    }

    private static String untilReady(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        StringBuilder rows = new StringBuilder();
        char kind;
        do {
            kind = (char) in.readByte();
            byte[] body = in.readNBytes(in.readInt() - 4);
            if (kind == 'E') {
                throw new IOException(new String(body, UTF_8).replace('\0', ' '));
            }
            if (kind == 'D') {
                // the count of columns, and the length of the first one
                rows.append(new String(body, 6, body.length - 6, UTF_8)).append('\n');
            }
        } while (kind != 'Z');
        return rows.toString();
    }
}
