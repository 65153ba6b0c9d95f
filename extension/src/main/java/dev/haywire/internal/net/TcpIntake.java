package dev.haywire.internal.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Takes in the connections that wait to be accepted, and then what is ready: each channel is read once. */
final class TcpIntake implements Intake {
    private final ListeningPort port;
    private final LoopChannels channels;
    private @Nullable Intake queued;
    private boolean accepted;
    private int looks;

    TcpIntake(ListeningPort port, LoopChannels channels) {
        this.port = port;
        this.channels = channels;
    }

    @Override
    public boolean piece() {
        return isAccepted() && hasLooked();
    }

    private boolean isAccepted() {
        if (queued == null) {
            queued = port.queued();
        }
        accepted = accepted || queued.piece();
        return accepted;
    }

    private boolean hasLooked() {
        try {
            looks++;
            return channels.lookedAtAll() || looks >= LoopChannels.MOST_LOOKS;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
