package dev.haywire.internal.toxiproxy;

import static dev.haywire.internal.toxiproxy.ApiRow.step;

import dev.haywire.internal.toxiproxy.ApiRow.Step;

/** Steps and answers that rows of the table have in common. */
final class ApiSteps {
    static final String BAD = "{'error':'bad request body: ";
    static final String GO = " into Go ";

    private ApiSteps() {}

    static String error(String text, int status) {
        return "{'error':'" + text + "','status':" + status + "}\n";
    }

    static Step bad(String method, String path, String body, String why) {
        return step(method, path, body, 400, error("bad request body: " + why, 400));
    }

    static Step created(String name) {
        return step("POST", "/proxies", named(name), 201, proxy(name, ""));
    }

    static String named(String name) {
        return "{'name':'" + name + "','listen':'127.0.0.1:0','upstream':'127.0.0.1:1'}";
    }

    static String proxy(String name, String toxics) {
        return proxy(name, "127.0.0.1:N", "127.0.0.1:1", true, toxics);
    }

    static String proxy(String name, String listen, String upstream, boolean enabled, String toxics) {
        return "{'name':'" + name + "','listen':'" + listen + "','upstream':'" + upstream + "','enabled':" + enabled
                + ",'toxics':[" + toxics + "]}";
    }

    static String toxic(String attributes, String name, String type, String stream, String toxicity) {
        return "{'attributes':{" + attributes + "},'name':'" + name + "','type':'" + type + "','stream':'" + stream
                + "','toxicity':" + toxicity + "}";
    }

    static String latency(String name) {
        return toxic("'latency':0,'jitter':0", name, "latency", "downstream", "1");
    }

    static Step of(String type, String attributes, String given) {
        return step(
                "POST",
                "/proxies/a/toxics",
                "{'type':'" + type + "','attributes':{" + given + "}}",
                200,
                toxic(attributes, type + "_downstream", type, "downstream", "1"));
    }

    static Step wrong(String path, String body, String kind, String where) {
        return bad("POST", path, body, "json: cannot unmarshal " + kind + GO + where);
    }
}
