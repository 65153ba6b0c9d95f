package dev.haywire.internal.net;

/** The port that an endpoint was to have belongs to another socket. */
public final class PortTakenException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    PortTakenException(String message, Throwable cause) {
        super(message, cause);
    }
}
