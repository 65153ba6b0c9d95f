package dev.haywire.internal.toxiproxy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that has arrived as a whole.
 *
 * @param path decoded
 * @param query as it was sent; null where there is none
 * @param headers by their names in lower case; of one that is given twice, the first
 * @param body empty where there is none; longer than may be where it is too long
 * @param keepsConnection whether the client may send another one
 */
record HttpRequest(
        String method,
        String path,
        @Nullable String query,
        Map<String, String> headers,
        byte[] body,
        boolean keepsConnection) {

    @Nullable
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The path of a request's target: what is before the first question mark, a host in front of it left out. */
    static String path(String target) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        if (path.regionMatches(true, 0, "http://", 0, 7)) {
            int slash = path.indexOf('/', 7);
            path = slash < 0 ? "/" : path.substring(slash);
        }
        if (!path.startsWith("/")) {
            throw malformed("the path " + path + " must begin with a slash");
        }
        return decoded(path);
    }

    static @Nullable String query(String target) {
        int mark = target.indexOf('?');
        return mark < 0 ? null : target.substring(mark + 1);
    }

    private static String decoded(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        for (int i = 0; i < path.length(); i++) {
            char one = path.charAt(i);
            if (one < ' ' || one == 0x7F) {
                throw malformed(
                        "the path has a control character, which must be sent as %" + "%02X".formatted((int) one));
            }
            if (one == '%') {
                bytes.write(escaped(path, i));
                i += 2;
            } else {
                bytes.write(one);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int escaped(String path, int at) {
        int high = at + 2 < path.length() ? Character.digit(path.charAt(at + 1), 16) : -1;
        int low = at + 2 < path.length() ? Character.digit(path.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw malformed("in the path a % must be sent as %25");
        }
        return high * 16 + low;
    }

    static ApiException malformed(String why) {
        return new ApiException(400, "malformed request: " + why);
    }
}
