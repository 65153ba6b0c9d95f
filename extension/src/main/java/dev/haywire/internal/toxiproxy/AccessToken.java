package dev.haywire.internal.toxiproxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The token that each request for something must bear, as {@code Authorization: Bearer} (RFC 6750). */
final class AccessToken {
    /** What a header can carry: visible ASCII. */
    private static final Pattern SENDABLE = Pattern.compile("[!-~]+");

    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    private AccessToken(String token) {
        this.token = token.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads what was set.
     *
     * @param where what it was set by, for the error
     * @return null where there is none
     * @throws IllegalArgumentException if no client could send it
     */
    static @Nullable AccessToken of(@Nullable String set, String where) {
        if (set == null || set.isBlank()) {
            return null;
        }
        String token = set.strip();
        if (!SENDABLE.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    where + ": a token must be visible ASCII characters without blanks, as a header carries it");
        }
        return new AccessToken(token);
    }

    /** Tells whether a header has it; in a time that says nothing about where the two differ. */
    boolean isIn(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(token, given);
    }

    Answer refusal() {
        return Answer.error(
                        401,
                        "unauthorized: the header Authorization must be Bearer and the token that the server was started with")
                .with("WWW-Authenticate", "Bearer");
    }
}
