package dev.haywire.samples.roaming;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** The room as it was written first: it knows its guests by where they call from. {@link TokenRoom} knows them by their token. */
public final class FirstRoom extends Room {
    private final Map<SocketAddress, String> names = new LinkedHashMap<>();

    /**
     * Opens the room.
     *
     * @throws IOException if there is no free port
     */
    public FirstRoom() throws IOException {}

    @Override
    protected void take(String text, SocketAddress from) throws IOException {
        String[] words = text.split(" ", 2);
        if (words[0].equals("enter")) {
            names.put(from, words[1]);
            tell("token " + names.size(), from);
            return;
        }
        String name = names.get(from); // bug: behind a NAT the address is the NAT's, and it changes
        if (name == null) {
            tell("who are you?", from);
            return;
        }
        for (SocketAddress guest : names.keySet()) {
            tell(name + ": " + words[1], guest);
        }
    }
}
