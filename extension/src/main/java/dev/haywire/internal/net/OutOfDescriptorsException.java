package dev.haywire.internal.net;

import java.io.IOException;

/** The kernel gave no socket: this JVM, or the machine, has as many open as it may. */
final class OutOfDescriptorsException extends IOException {
    private static final long serialVersionUID = 1;

    OutOfDescriptorsException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
