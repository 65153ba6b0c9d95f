package dev.haywire.internal.junit;

/** There is no backend to be had here; the message says why. */
public final class BackendUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Says why.
     *
     * @param message what was tried, and what came of it
     * @param cause the reason
     */
    public BackendUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
