package dev.haywire.internal.toxiproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads requests of HTTP/1 (RFC 9112) with bounds for each of their parts. What it refuses is an {@link ApiException} with the status. */
final class RequestReader {
    /** The head of a request may have that many bytes, as with Go. */
    private static final int MOST_HEAD = 1 << 20;
    /** What may follow the last chunk of a body. */
    private static final int MOST_TRAILER = 4096;
    /** The size of a chunk and what is said about it. */
    private static final int MOST_CHUNK_HEAD = 4096;

    static final int MOST_BODY = 8 * 1024 * 1024;

    private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("[0-9A-Fa-f]{1,7}");

    private final HttpInput in;
    private final OutputStream out;
    private int left;

    RequestReader(HttpInput in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    HttpRequest next() throws IOException {
        left = MOST_HEAD;
        String line = headLine();
        if (line.isEmpty()) {
            line = headLine(); // some clients end a body with a line of its own
        }
        String[] parts = line.split(" ", 3);
        if (parts.length < 3 || !TOKEN.matcher(parts[0]).matches()) {
            throw HttpRequest.malformed("the first line must be method, path and HTTP/1.1");
        }
        requireProtocol(parts[2]);
        String path = HttpRequest.path(parts[1]);
        Map<String, String> headers = headers(parts[2].equals("HTTP/1.0"));
        byte[] body = body(headers);
        return new HttpRequest(
                parts[0],
                path,
                HttpRequest.query(parts[1]),
                headers,
                body,
                body.length <= MOST_BODY && keepsConnection(parts[2], headers));
    }

    private String headLine() throws IOException {
        String line = in.line(left);
        if (line == null) {
            throw new ApiException(431, "the head of a request may have " + MOST_HEAD + " bytes");
        }
        left -= line.length() + 2;
        return line;
    }

    /** All after the second blank: where a name has blanks, what is before that may be another proxy's name. */
    private static void requireProtocol(String protocol) {
        if (protocol.matches("HTTP/[02-9]\\.[0-9]")) {
            throw new ApiException(505, "the protocol must be HTTP/1.1, was " + protocol);
        }
        if (!protocol.matches("HTTP/1\\.[0-9]")) {
            throw HttpRequest.malformed(
                    "the protocol must be HTTP/1.1, was " + protocol + "; a blank in a name must be sent as %20");
        }
    }

    private Map<String, String> headers(boolean old) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        String last = "";
        for (String line = headLine(); !line.isEmpty(); line = headLine()) {
            boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
            int colon = line.indexOf(':');
            if (goesOn && !last.isEmpty()) {
                String more = line.strip();
                headers.computeIfPresent(last, (name, value) -> value + " " + more);
                continue;
            }
            if (colon < 0 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
                throw HttpRequest.malformed("a header must be a name, a colon and a value");
            }
            last = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String before = headers.putIfAbsent(last, line.substring(colon + 1).strip());
            boolean counts = last.equals("host") || last.equals("content-length") || last.equals("transfer-encoding");
            if (before != null
                    && counts
                    && !before.equals(line.substring(colon + 1).strip())) {
                throw HttpRequest.malformed("the header " + last + " must be there once");
            }
        }
        if (!old && !headers.containsKey("host")) {
            throw HttpRequest.malformed("the header host must be there");
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String coding = headers.get("transfer-encoding");
        String length = headers.getOrDefault("content-length", "0");
        if (coding != null && !coding.equalsIgnoreCase("chunked")) {
            throw new ApiException(501, "the transfer encoding must be chunked, was " + coding);
        }
        if (!LENGTH.matcher(length).matches()) {
            throw HttpRequest.malformed("the content length must be a number, was " + length);
        }
        String expected = headers.get("expect");
        if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
            throw new ApiException(417, "the only expectation is 100-continue, was " + expected);
        }
        if (expected != null && (coding != null || !length.equals("0"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return coding == null ? in.bytes((int) Math.min(Long.parseLong(length), MOST_BODY + 1L)) : chunks();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String head = in.line(MOST_CHUNK_HEAD);
            String size = head == null ? "" : head.replaceFirst("[;\\s].*", "");
            if (!CHUNK.matcher(size).matches()) {
                throw HttpRequest.malformed("a chunk must begin with its size");
            }
            int count = Integer.parseInt(size, 16);
            if (count == 0) {
                trailer();
                return body.toByteArray();
            }
            int room = MOST_BODY + 1 - body.size();
            body.writeBytes(in.bytes(Math.min(count, room)));
            if (count >= room) {
                return body.toByteArray(); // too much: the rest is not read
            }
            if (!"".equals(in.line(2))) {
                throw HttpRequest.malformed("a chunk must end with its size");
            }
        }
    }

    /** Says nothing to this API. */
    private void trailer() throws IOException {
        int most = MOST_TRAILER;
        String line;
        do {
            line = in.line(most);
            if (line == null) {
                throw HttpRequest.malformed("the trailer of a body may have " + MOST_TRAILER + " bytes");
            }
            most -= line.length() + 2;
        } while (!line.isEmpty());
    }

    private static boolean keepsConnection(String protocol, Map<String, String> headers) {
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return protocol.equals("HTTP/1.0") ? connection.contains("keep-alive") : !connection.contains("close");
    }
}
