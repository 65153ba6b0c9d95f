package dev.haywire.internal.toxiproxy;

/** What was sent is no JSON; the message is Toxiproxy's, which is that of Go's decoder. */
final class JsonException extends Exception {
    private static final long serialVersionUID = 1;

    JsonException(String message) {
        super(message);
    }
}
