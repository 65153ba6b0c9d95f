package dev.haywire.internal.net;

import dev.haywire.internal.pipeline.IpVersion;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * Makes servers that answer from texts, for annotations and the facade alike; what is wrong is an IllegalArgumentException that says what is
 * allowed.
 */
public final class Scripts {

    private Scripts() {}

    /** How a text stands where it was given. */
    public enum Written {
        /** {@code reply = "17"}. */
        AS_ATTRIBUTE,
        /** {@code reply("17")}. */
        AS_CALL;

        private String spelled(String name, String text) {
            return this == AS_ATTRIBUTE ? name + " = \"" + text + "\"" : name + "(\"" + text + "\")";
        }
    }

    /**
     * Makes a scripted TCP server.
     *
     * @param written how messages spell what is wrong
     * @param greeting sent on accept; empty for none
     * @param reply sent for each line; empty for none
     * @param until what ends a line
     * @param closeAfterReply whether FIN follows the first reply, or the greeting where there is no reply
     * @param charset what these are written in
     * @return the service
     */
    public static TcpService.Script tcp(
            Written written, String greeting, String reply, String until, boolean closeAfterReply, Charset charset) {
        TcpService.Script script = new TcpService.Script(
                encoded(written, "greeting", greeting, charset),
                encoded(written, "reply", reply, charset),
                encoded(written, "until", until, charset),
                closeAfterReply,
                charset);
        if (until.isEmpty()) {
            throw new IllegalArgumentException(
                    written.spelled("until", until) + "; allowed is the text that ends a line, at least one character");
        }
        if (closeAfterReply && script.isSink()) {
            throw new IllegalArgumentException(
                    "closeAfterReply without greeting and reply; allowed is it with one of them");
        }
        return script;
    }

    /**
     * Makes a UDP peer that answers each datagram with the same text, or a sink where that is empty.
     *
     * @param written how messages spell what is wrong
     * @param reply its answer; empty for none
     * @param charset what that is written in
     * @return the service
     */
    public static UdpService udp(Written written, String reply, Charset charset) {
        return reply.isEmpty()
                ? new UdpService.Sink(charset)
                : new UdpService.Reply(encoded(written, "reply", reply, charset), charset);
    }

    /**
     * Refuses a reply that no datagram holds.
     *
     * @param service a peer's
     * @param host where it listens
     */
    public static void requireFitting(UdpService service, String host) {
        int largest = (host.contains(":") ? IpVersion.IPV6 : IpVersion.IPV4).largestPayload();
        if (service instanceof UdpService.Reply reply && reply.payload().length > largest) {
            throw new IllegalArgumentException("reply of " + reply.payload().length + " bytes; allowed is one of 0 to "
                    + largest + " bytes, which is what a datagram holds");
        }
    }

    /** A text that the charset cannot write would silently become question marks. */
    private static byte[] encoded(Written written, String name, String text, Charset charset) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] encoded = new byte[bytes.remaining()];
            bytes.get(encoded);
            return encoded;
        } catch (CharacterCodingException | UnsupportedOperationException unwritable) {
            throw new IllegalArgumentException(
                    written.spelled(name, text) + "; allowed is text that charset " + charset.name() + " can write",
                    unwritable);
        }
    }
}
