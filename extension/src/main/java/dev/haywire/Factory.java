package dev.haywire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The factories of the facade, and which options each takes besides those that all take. */
enum Factory {
    TCP_PROXY("tcpProxy", Protocol.TCP, "tcpProxy"),
    TCP_ECHO_SERVER("tcpEchoServer", Protocol.TCP, "tcpEchoServer"),
    TCP_SERVER("tcpServer", Protocol.TCP, "tcpServer", "charset"),
    TCP_SCRIPT("tcpScript", Protocol.TCP, "tcpScript", "greeting", "reply", "until", "closeAfterReply", "charset"),
    UDP_PEER("udpPeer", Protocol.UDP, "udpPeer(options)", "reply", "charset", "multicastGroup", "broadcast"),
    UDP_HANDLER("udpPeer", Protocol.UDP, "udpPeer(handler, options)", "charset", "multicastGroup", "broadcast"),
    UDP_ECHO_SERVER("udpEchoServer", Protocol.UDP, "udpEchoServer", "multicastGroup", "broadcast"),
    UDP_PROXY("udpProxy", Protocol.UDP, "udpProxy");

    private static final List<String> COMMON = List.of("name", "port", "host", "samePortAs", "receiveBuffer");

    private final String method;
    private final Protocol protocol;
    private final String title;
    private final List<String> options;

    Factory(String method, Protocol protocol, String title, String... options) {
        this.method = method;
        this.protocol = protocol;
        this.title = title;
        this.options = List.of(options);
    }

    /** What names of its endpoints are derived from. */
    String method() {
        return method;
    }

    Protocol protocol() {
        return protocol;
    }

    boolean takes(String option) {
        return options.contains(option);
    }

    /** Says which others take an option that this one does not. */
    String refusal(String option, String given) {
        List<String> takers = Arrays.stream(values())
                .filter(factory -> factory.takes(option))
                .map(factory -> factory.title)
                .toList();
        List<String> allowed = new ArrayList<>(COMMON);
        allowed.addAll(options);
        return given + " cannot be an option of " + title + "; " + joined(takers)
                + (takers.size() == 1 ? " takes it" : " take it") + "; allowed here are " + joined(allowed);
    }

    private static String joined(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
