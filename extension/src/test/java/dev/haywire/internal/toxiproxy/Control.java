package dev.haywire.internal.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A proxy on a control server, in a test's hands; whichever server it is. Double quotes may be written as single ones. */
final class Control implements Closeable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Pattern LISTEN = Pattern.compile("\"listen\":\"127\\.0\\.0\\.1:(\\d+)\"");

    private final InetSocketAddress server;
    private final String path;
    private final InetSocketAddress address;

    private Control(InetSocketAddress server, String name, InetSocketAddress address) {
        this.server = server;
        this.path = "/proxies/" + name;
        this.address = address;
    }

    static Control proxy(InetSocketAddress server, String upstream) {
        String name = "toxics-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        RawHttp.Reply reply = send(
                server,
                "POST",
                "/proxies",
                "{'name':'" + name + "','listen':'127.0.0.1:0','upstream':'" + upstream + "'}",
                201);
        Matcher listen = LISTEN.matcher(reply.body());
        assertThat(listen.find()).as(reply.body()).isTrue();
        return new Control(server, name, new InetSocketAddress("127.0.0.1", Integer.parseInt(listen.group(1))));
    }

    InetSocketAddress address() {
        return address;
    }

    String path() {
        return path;
    }

    /** Adds a toxic, named as its type. */
    void add(String type, String stream, String attributes) {
        add(type, stream, type, attributes, "1");
    }

    void add(String type, String stream, String name, String attributes, String toxicity) {
        send(
                server,
                "POST",
                path + "/toxics",
                "{'type':'" + type + "','stream':'" + stream + "','name':'" + name + "','toxicity':" + toxicity
                        + ",'attributes':{" + attributes + "}}",
                200);
    }

    void update(String toxic, String attributes) {
        send(server, "POST", path + "/toxics/" + toxic, "{'attributes':{" + attributes + "}}", 200);
    }

    void toxicity(String toxic, int toxicity) {
        send(server, "PATCH", path + "/toxics/" + toxic, "{'toxicity':" + toxicity + "}", 200);
    }

    void remove(String toxic) {
        send(server, "DELETE", path + "/toxics/" + toxic, "", 204);
    }

    void enable(boolean enabled) {
        send(server, "POST", path, "{'enabled':" + enabled + "}", 200);
    }

    private static RawHttp.Reply send(InetSocketAddress server, String method, String path, String body, int status) {
        RawHttp.Reply reply = RawHttp.send(server, method, path, body.replace('\'', '"'));
        assertThat(reply.status())
                .as(method + " " + path + " " + body + ": " + reply.body())
                .isEqualTo(status);
        return reply;
    }

    @Override
    public void close() {
        send(server, "DELETE", path, "", 204);
    }
}
