package dev.haywire.internal.toxiproxy;

import static dev.haywire.internal.toxiproxy.ApiRow.row;
import static dev.haywire.internal.toxiproxy.ApiRow.step;

import dev.haywire.internal.toxiproxy.ApiRow.Step;
import java.util.ArrayList;
import java.util.List;

/** Toxiproxy's control API, row by row: endpoints, errors, populate. Single quotes stand for double ones, backquotes for single ones. */
final class ApiTable {
    private static final String BAD = "{'error':'bad request body: ";
    private static final String GO = " into Go ";

    private ApiTable() {}

    static List<ApiRow> rows() {
        List<ApiRow> rows = new ArrayList<>();
        rows.addAll(general());
        rows.addAll(endpoints());
        rows.addAll(bodies());
        rows.addAll(proxyErrors());
        rows.addAll(listenErrors());
        rows.addAll(toxicErrors());
        rows.addAll(toxicUpdates());
        rows.addAll(populate());
        return rows;
    }

    private static String error(String text, int status) {
        return "{'error':'" + text + "','status':" + status + "}\n";
    }

    private static Step bad(String method, String path, String body, String why) {
        return step(method, path, body, 400, error("bad request body: " + why, 400));
    }

    private static Step created(String name) {
        return step("POST", "/proxies", named(name), 201, proxy(name, ""));
    }

    private static String named(String name) {
        return "{'name':'" + name + "','listen':'127.0.0.1:0','upstream':'127.0.0.1:1'}";
    }

    private static String proxy(String name, String toxics) {
        return proxy(name, "127.0.0.1:N", "127.0.0.1:1", true, toxics);
    }

    private static String proxy(String name, String listen, String upstream, boolean enabled, String toxics) {
        return "{'name':'" + name + "','listen':'" + listen + "','upstream':'" + upstream + "','enabled':" + enabled
                + ",'toxics':[" + toxics + "]}";
    }

    private static String toxic(String attributes, String name, String type, String stream, String toxicity) {
        return "{'attributes':{" + attributes + "},'name':'" + name + "','type':'" + type + "','stream':'" + stream
                + "','toxicity':" + toxicity + "}";
    }

    private static String latency(String name) {
        return toxic("'latency':0,'jitter':0", name, "latency", "downstream", "1");
    }

    private static List<ApiRow> general() {
        return List.of(
                row(
                        "unknown paths, and trailing slashes",
                        step("GET", "/nothing", "", 404, "404 page not found\n"),
                        step("GET", "/", "", 404, "404 page not found\n"),
                        step("GET", "/proxies/", "", 404, "404 page not found\n"),
                        step("GET", "/proxies/a/toxics/", "", 404, "404 page not found\n"),
                        step("GET", "/proxies/a/b", "", 404, "404 page not found\n"),
                        step("GET", "/metrics", "", 404, "404 page not found\n")),
                row(
                        "wrong methods",
                        step("PUT", "/proxies", "", 405, ""),
                        step("DELETE", "/proxies", "", 405, ""),
                        step("HEAD", "/proxies", "", 405, ""),
                        step("OPTIONS", "/proxies", "", 405, ""),
                        step("GET", "/reset", "", 405, ""),
                        step("GET", "/populate", "", 405, ""),
                        step("POST", "/version", "", 405, ""),
                        step("PUT", "/proxies/a", "", 405, ""),
                        step("PATCH", "/proxies/a/toxics", "", 405, ""),
                        step("PUT", "/proxies/a/toxics/b", "", 405, "")),
                row(
                        "paths that are not clean",
                        step("GET", "/proxies//a", "", 301, ""),
                        step("GET", "/proxies/./a", "", 301, ""),
                        step("GET", "/proxies/..", "", 301, ""),
                        step("GET", "//proxies/a", "", 301, ""),
                        step("GET", "//proxies", "", 404, "<h1>404 Not Found</h1>No context found for request")
                                .really("the JDK's server takes it for a host", 301, "")),
                row(
                        "the version",
                        step("GET", "/version", "", 200, "{'version': '2.12.0'}\n")
                                .really("what was not built for a release says git", 200, "{\"version\": \"…")),
                row(
                        "keys in any case, unknown keys, null, and bytes behind the value",
                        step(
                                "POST",
                                "/proxies",
                                "{'NAME':'a','Listen':'127.0.0.1:0','upStream':'127.0.0.1:1','x':[1],'enabled':null} behind",
                                201,
                                proxy("a", ""))),
                row(
                        "names are matched after decoding",
                        step("POST", "/proxies", named("a b"), 201, proxy("a b", "")),
                        step("GET", "/proxies/a%20b", "", 200, proxy("a b", ""))));
    }

    private static List<ApiRow> endpoints() {
        String renamed = toxic("'latency':7,'jitter':3", "slow", "latency", "upstream", "0.5");
        return List.of(
                row("no proxies", step("GET", "/proxies", "", 200, "{}")),
                row(
                        "proxies, sorted by name",
                        created("b"),
                        created("a"),
                        created("c"),
                        step(
                                "GET",
                                "/proxies",
                                "",
                                200,
                                "{'a':" + proxy("a", "") + ",'b':" + proxy("b", "") + ",'c':" + proxy("c", "") + "}")),
                row(
                        "a proxy that is created disabled listens nowhere",
                        step(
                                "POST",
                                "/proxies",
                                "{'name':'a','listen':'localhost:0','upstream':'x','enabled':false}",
                                201,
                                proxy("a", "localhost:0", "x", false, ""))),
                row(
                        "a proxy without listen",
                        step(
                                "POST",
                                "/proxies",
                                "{'name':'a','upstream':'x'}",
                                201,
                                proxy("a", "[::]:N", "x", true, "")),
                        step(
                                "POST",
                                "/proxies",
                                "{'name':'b','upstream':'x','listen':'localhost:0'}",
                                201,
                                proxy("b", "127.0.0.1:N", "x", true, "")),
                        step(
                                        "POST",
                                        "/proxies",
                                        "{'name':'c','upstream':'x','listen':'0.0.0.0:0'}",
                                        201,
                                        proxy("c", "0.0.0.0:N", "x", true, ""))
                                .really(
                                        "0.0.0.0 is read back as [::]",
                                        201,
                                        proxy("c", "[::]:N", "x", true, "").replace('\'', '"'))),
                row(
                        "show, update in part, delete",
                        created("a"),
                        step("GET", "/proxies/a", "", 200, proxy("a", "")),
                        step(
                                "POST",
                                "/proxies/a",
                                "{'enabled':false}",
                                200,
                                proxy("a", "127.0.0.1:N", "127.0.0.1:1", false, "")),
                        step("PATCH", "/proxies/a", "{}", 200, proxy("a", "127.0.0.1:N", "127.0.0.1:1", false, "")),
                        step("PATCH", "/proxies/a", "null", 200, proxy("a", "127.0.0.1:N", "127.0.0.1:1", false, "")),
                        step("PATCH", "/proxies/a", "{'enabled':true,'name':'b'}", 200, proxy("a", "")),
                        step("PATCH", "/proxies/a", "{'upstream':''}", 200, proxy("a", "127.0.0.1:N", "", true, "")),
                        step("DELETE", "/proxies/a", "", 204, ""),
                        step("GET", "/proxies", "", 200, "{}")),
                row(
                        "toxics: defaults, list, show, update, delete",
                        created("a"),
                        step("GET", "/proxies/a/toxics", "", 200, "[]"),
                        step("POST", "/proxies/a/toxics", "{'type':'latency'}", 200, latency("latency_downstream")),
                        step(
                                "POST",
                                "/proxies/a/toxics",
                                "{'type':'latency','stream':'upstream','name':'slow','toxicity':0.5,'attributes':{'jitter':3}}",
                                200,
                                toxic("'latency':0,'jitter':3", "slow", "latency", "upstream", "0.5")),
                        step("PATCH", "/proxies/a/toxics/slow", "{'attributes':{'latency':7}}", 200, renamed),
                        step("GET", "/proxies/a/toxics/slow", "", 200, renamed),
                        step(
                                "GET",
                                "/proxies/a/toxics",
                                "",
                                200,
                                "[" + renamed + "," + latency("latency_downstream") + "]"),
                        step("GET", "/proxies/a", "", 200, proxy("a", renamed + "," + latency("latency_downstream"))),
                        step("DELETE", "/proxies/a/toxics/slow", "", 204, ""),
                        step("GET", "/proxies/a/toxics", "", 200, "[" + latency("latency_downstream") + "]")),
                row(
                        "every type and its attributes",
                        created("a"),
                        step(
                                "POST",
                                "/proxies/a/toxics",
                                "{'type':'noop'}",
                                200,
                                toxic("", "noop_downstream", "noop", "downstream", "1")),
                        of("bandwidth", "'rate':0", ""),
                        of("slow_close", "'delay':0", ""),
                        of("timeout", "'timeout':0", ""),
                        of("reset_peer", "'timeout':0", ""),
                        of("limit_data", "'bytes':0", ""),
                        of("slicer", "'average_size':9,'size_variation':0,'delay':0", "'average_size':9")),
                row(
                        "reset: enables all, takes all toxics off",
                        created("a"),
                        step("POST", "/proxies/a/toxics", "{'type':'latency'}", 200, latency("latency_downstream")),
                        step("PATCH", "/proxies/a", "{'enabled':false}", 200, "{'name':'a'…"),
                        step("POST", "/reset", "garbage", 204, ""),
                        step("GET", "/proxies/a", "", 200, proxy("a", ""))),
                row(
                        "toxics survive being disabled and moved",
                        created("a"),
                        step("PATCH", "/proxies/a", "{'enabled':false}", 200, "{'name':'a'…"),
                        step("POST", "/proxies/a/toxics", "{'type':'latency'}", 200, latency("latency_downstream")),
                        step("PATCH", "/proxies/a", "{'enabled':true}", 200, proxy("a", latency("latency_downstream"))),
                        step(
                                "PATCH",
                                "/proxies/a",
                                "{'listen':'127.0.0.1:0','upstream':'y'}",
                                200,
                                proxy("a", "127.0.0.1:N", "y", true, latency("latency_downstream")))));
    }

    private static Step of(String type, String attributes, String given) {
        return step(
                "POST",
                "/proxies/a/toxics",
                "{'type':'" + type + "','attributes':{" + given + "}}",
                200,
                toxic(attributes, type + "_downstream", type, "downstream", "1"));
    }

    private static List<ApiRow> bodies() {
        String key = "looking for beginning of object key string";
        String value = "looking for beginning of value";
        return List.of(
                row(
                        "empty and cut off",
                        created("a"),
                        bad("POST", "/proxies", "", "EOF"),
                        bad("POST", "/proxies", " ", "EOF"),
                        bad("PATCH", "/proxies/a", "", "EOF"),
                        bad("POST", "/proxies/a/toxics", "", "EOF"),
                        bad("POST", "/proxies", "{", "unexpected EOF"),
                        bad("POST", "/proxies", "{'name'", "unexpected EOF"),
                        bad("POST", "/proxies", "{'name':'a", "unexpected EOF"),
                        bad("POST", "/proxies", "tru", "unexpected EOF"),
                        bad("POST", "/proxies", "-", "unexpected EOF"),
                        bad("POST", "/proxies", "1.", "unexpected EOF"),
                        bad("POST", "/proxies", "1e", "unexpected EOF")),
                row(
                        "garbage",
                        bad("POST", "/proxies", "x", "invalid character `x` " + value),
                        bad("POST", "/proxies", "`", "invalid character `\\\\``` ".replace("```", "``") + value),
                        bad("POST", "/proxies", "{x", "invalid character `x` " + key),
                        bad("POST", "/proxies", "{'a':1,}", "invalid character `}` " + key),
                        bad("POST", "/proxies", "{'a'x", "invalid character `x` after object key"),
                        bad("POST", "/proxies", "{'a':1x", "invalid character `x` after object key:value pair"),
                        bad("POST", "/proxies", "[1 2]", "invalid character `2` after array element"),
                        bad("POST", "/proxies", "trux", "invalid character `x` in literal true (expecting `e`)"),
                        bad("POST", "/proxies", "-x", "invalid character `x` in numeric literal"),
                        bad("POST", "/proxies", "1.x", "invalid character `x` after decimal point in numeric literal"),
                        bad("POST", "/proxies", "1ex", "invalid character `x` in exponent of numeric literal"),
                        bad("POST", "/proxies", "{'a':'\\q'}", "invalid character `q` in string escape code"),
                        bad("POST", "/proxies", "é", "invalid character `Ã` " + value)),
                row(
                        "the wrong kind",
                        wrong("/proxies", "[]", "array", "value of type toxiproxy.Proxy"),
                        wrong("/proxies", "5", "number", "value of type toxiproxy.Proxy"),
                        wrong("/proxies", "{'name':5}", "number", "struct field Proxy.name of type string"),
                        wrong("/proxies", "{'name':{}}", "object", "struct field Proxy.name of type string"),
                        wrong("/proxies", "{'listen':[]}", "array", "struct field Proxy.listen of type string"),
                        wrong("/proxies", "{'enabled':'x'}", "string", "struct field Proxy.enabled of type bool")));
    }

    private static Step wrong(String path, String body, String kind, String where) {
        return bad("POST", path, body, "json: cannot unmarshal " + kind + GO + where);
    }

    private static List<ApiRow> proxyErrors() {
        Step[] unknown = {
            step("GET", "/proxies/x", "", 404, error("proxy not found", 404)),
            step("PATCH", "/proxies/x", "garbage", 404, error("proxy not found", 404)),
            step("POST", "/proxies/x", "", 404, error("proxy not found", 404)),
            step("DELETE", "/proxies/x", "", 404, error("proxy not found", 404)),
            step("GET", "/proxies/x/toxics", "", 404, error("proxy not found", 404)),
            step("POST", "/proxies/x/toxics", "garbage", 404, error("proxy not found", 404)),
            step("GET", "/proxies/x/toxics/y", "", 404, error("proxy not found", 404)),
            step("PATCH", "/proxies/x/toxics/y", "", 404, error("proxy not found", 404)),
            step("DELETE", "/proxies/x/toxics/y", "", 404, error("proxy not found", 404))
        };
        return List.of(
                row(
                        "missing name or upstream, the name first",
                        step("POST", "/proxies", "{}", 400, error("missing required field: name", 400)),
                        step("POST", "/proxies", "null", 400, error("missing required field: name", 400)),
                        step("POST", "/proxies", "{'name':''}", 400, error("missing required field: name", 400)),
                        step("POST", "/proxies", "{'name':'a'}", 400, error("missing required field: upstream", 400))),
                row(
                        "a name that is taken, which is seen before the port",
                        created("a"),
                        step(
                                "POST",
                                "/proxies",
                                "{'name':'a','upstream':'x','listen':'127.0.0.1:TAKEN'}",
                                409,
                                error("proxy already exists", 409))),
                row("unknown proxies, whatever is done to them", unknown));
    }

    private static List<ApiRow> listenErrors() {
        return List.of(
                refused("127.0.0.1:TAKEN", "listen tcp 127.0.0.1:N: bind: address already in use"),
                refused("localhost:TAKEN", "listen tcp 127.0.0.1:N: bind: address already in use"),
                refused("1.2.3.4:9999", "listen tcp 1.2.3.4:N: bind: cannot assign requested address"),
                refused("127.0.0.1", "listen tcp: address 127.0.0.1: missing port in address"),
                refused("::1", "listen tcp: address ::1: too many colons in address"),
                refused("[::1", "listen tcp: address [::1: missing `]` in address"),
                refused("127.0.0.1:99999", "listen tcp: address 99999: invalid port"),
                refused("127.0.0.1:-1", "listen tcp: address -1: invalid port"),
                refused("127.0.0.1:abc", "listen tcp: lookup tcp/abc: unknown port"),
                row(
                        "a host that nobody knows",
                        step(
                                        "POST",
                                        "/proxies",
                                        "{'name':'a','upstream':'x','listen':'nohost.invalid:0'}",
                                        500,
                                        error("listen tcp: lookup nohost.invalid: no such host", 500))
                                .really(
                                        "it names the name server as well",
                                        500,
                                        "{\"error\":\"listen tcp: lookup nohost.invalid…")),
                row(
                        "an update that cannot be read leaves all as it was",
                        created("a"),
                        step(
                                "PATCH",
                                "/proxies/a",
                                "{'listen':'127.0.0.1'}",
                                500,
                                error("address 127.0.0.1: missing port in address", 500)),
                        step(
                                "PATCH",
                                "/proxies/a",
                                "{'listen':'127.0.0.1:99999'}",
                                500,
                                error("address 99999: invalid port", 500)),
                        step("GET", "/proxies/a", "", 200, proxy("a", ""))),
                row(
                        "an update that cannot be bound leaves the proxy disabled, at the new address",
                        created("a"),
                        step(
                                "PATCH",
                                "/proxies/a",
                                "{'listen':'1.2.3.4:9999'}",
                                500,
                                error("listen tcp 1.2.3.4:N: bind: cannot assign requested address", 500)),
                        step("GET", "/proxies/a", "", 200, proxy("a", "1.2.3.4:N", "127.0.0.1:1", false, ""))));
    }

    private static ApiRow refused(String listen, String text) {
        return row(
                "listening at " + listen,
                step(
                        "POST",
                        "/proxies",
                        "{'name':'a','upstream':'x','listen':'" + listen + "'}",
                        500,
                        error(text, 500)),
                step("GET", "/proxies", "", 200, "{}"));
    }

    private static List<ApiRow> toxicErrors() {
        String path = "/proxies/a/toxics";
        String stream = error("stream was invalid, can be either upstream or downstream", 400);
        String type = error("invalid toxic type", 400);
        String there = error("toxic already exists", 409);
        String field = "struct field LatencyToxic.attributes.latency of type int64";
        return List.of(
                row(
                        "streams",
                        created("a"),
                        step("POST", path, "{'type':'latency','stream':'x'}", 400, stream),
                        step("POST", path, "{'type':'latency','stream':''}", 400, stream),
                        step("POST", path, "{'type':'latency','stream':null}", 200, latency("latency_downstream")),
                        step(
                                "POST",
                                path,
                                "{'type':'latency','stream':'UPSTREAM'}",
                                200,
                                toxic("'latency':0,'jitter':0", "latency_UPSTREAM", "latency", "UPSTREAM", "1"))),
                row(
                        "types",
                        created("a"),
                        step("POST", path, "{}", 400, type),
                        step("POST", path, "null", 400, type),
                        step("POST", path, "{'type':'Latency'}", 400, type),
                        step("POST", path, "{'type':'packet_loss'}", 400, type)),
                row(
                        "names taken in either direction",
                        created("a"),
                        step("POST", path, "{'type':'latency','name':'x'}", 200, latency("x")),
                        step("POST", path, "{'type':'latency','name':'x','stream':'upstream'}", 409, there),
                        step("POST", path, "{'type':'timeout','name':'x'}", 409, there)),
                row(
                        "the order of checks: body, stream, type, name, attributes",
                        created("a"),
                        step("POST", path, "{'type':'latency','name':'x'}", 200, latency("x")),
                        wrong(
                                path,
                                "{'name':5,'stream':'z','type':'z'}",
                                "number",
                                "struct field ToxicWrapper.name of type string"),
                        step("POST", path, "{'stream':'z','type':'z','name':'x'}", 400, stream),
                        step("POST", path, "{'type':'z','name':'x'}", 400, type),
                        step("POST", path, "{'type':'latency','name':'x','attributes':{'latency':1.5}}", 409, there),
                        wrong(path, "{'type':'latency','attributes':{'latency':1.5}}", "number 1.5", field),
                        step("GET", path, "", 200, "[" + latency("x") + "]")),
                row(
                        "attributes that are no plain integer",
                        created("a"),
                        wrong(path, "{'type':'latency','attributes':{'latency':100.0}}", "number 100.0", field),
                        wrong(path, "{'type':'latency','attributes':{'latency':1e2}}", "number 1e2", field),
                        wrong(path, "{'type':'latency','attributes':{'latency':'5'}}", "string", field),
                        wrong(
                                path,
                                "{'type':'latency','attributes':{'latency':99999999999999999999}}",
                                "number 99999999999999999999",
                                field),
                        wrong(
                                path,
                                "{'type':'slicer','attributes':{'delay':1.5}}",
                                "number 1.5",
                                "struct field SlicerToxic.attributes.delay of type int"),
                        wrong(
                                path,
                                "{'type':'latency','attributes':5}",
                                "number",
                                "struct field ToxicWrapper.attributes of type toxics.NoopToxic"),
                        wrong(
                                path,
                                "{'type':'latency','toxicity':'1'}",
                                "string",
                                "struct field ToxicWrapper.toxicity of type float32")),
                row(
                        "no range checks",
                        created("a"),
                        step(
                                "POST",
                                path,
                                "{'type':'latency','toxicity':7,'attributes':{'LATENCY':-5,'x':1}}",
                                200,
                                toxic("'latency':-5,'jitter':0", "latency_downstream", "latency", "downstream", "7")),
                        step(
                                "POST",
                                path,
                                "{'type':'latency','name':'x','toxicity':-1e-7}",
                                200,
                                toxic("'latency':0,'jitter':0", "x", "latency", "downstream", "-1e-7"))),
                row(
                        "what ends the real server",
                        created("a"),
                        deadly("{'type':'slicer'}", "average_size of a slicer toxic must be 1 or more, was 0"),
                        deadly(
                                "{'type':'bandwidth','attributes':{'rate':-1}}",
                                "rate of a bandwidth toxic must be 0 or more, was -1"),
                        deadly(
                                "{'type':'latency','attributes':{'jitter':4611686018427387904}}",
                                "jitter of a latency toxic must be less than 4611686018427387904, was 4611686018427387904"),
                        deadly(
                                "{'type':'slicer','name':'y','attributes':{'average_size':5,'size_variation':6}}",
                                "size_variation of a slicer toxic must be at most average_size, 5, and more than -5, was 6")),
                row(
                        "unknown toxics",
                        created("a"),
                        step("GET", path + "/x", "", 404, error("toxic not found", 404)),
                        step("PATCH", path + "/x", "garbage", 404, error("toxic not found", 404)),
                        step("DELETE", path + "/x", "", 404, error("toxic not found", 404))));
    }

    private static Step deadly(String body, String why) {
        return bad("POST", "/proxies/a/toxics", body, why)
                .really("it takes it, and ends with the first data", 200, "{…");
    }

    private static List<ApiRow> toxicUpdates() {
        String path = "/proxies/a/toxics/latency_downstream";
        return List.of(
                row(
                        "what an update takes and leaves",
                        created("a"),
                        step("POST", "/proxies/a/toxics", "{'type':'latency'}", 200, latency("latency_downstream")),
                        step("POST", path, "{}", 200, latency("latency_downstream")),
                        step("POST", path, "null", 200, latency("latency_downstream")),
                        step("POST", path, "{'attributes':null,'toxicity':null}", 200, latency("latency_downstream")),
                        step(
                                "POST",
                                path,
                                "{'name':5,'type':'timeout','stream':'upstream','toxicity':0.2}",
                                200,
                                toxic("'latency':0,'jitter':0", "latency_downstream", "latency", "downstream", "0.2"))),
                row(
                        "an update that is malformed in part counts for its other attributes",
                        created("a"),
                        step("POST", "/proxies/a/toxics", "{'type':'latency'}", 200, latency("latency_downstream")),
                        bad("POST", path, "", "EOF"),
                        wrong(
                                path,
                                "{'attributes':{'jitter':'x','latency':6},'toxicity':0.5}",
                                "string",
                                "struct field LatencyToxic.attributes.jitter of type int64"),
                        step(
                                "GET",
                                path,
                                "",
                                200,
                                toxic("'latency':6,'jitter':0", "latency_downstream", "latency", "downstream", "1")),
                        wrong(
                                path,
                                "{'toxicity':'x','attributes':{'latency':8}}",
                                "string",
                                "struct field .toxicity of type float32"),
                        step(
                                "GET",
                                path,
                                "",
                                200,
                                toxic("'latency':8,'jitter':0", "latency_downstream", "latency", "downstream", "1"))));
    }

    private static List<ApiRow> populate() {
        String two = "[" + named("a") + "," + named("b") + "]";
        return List.of(
                row(
                        "creates",
                        step(
                                "POST",
                                "/populate",
                                two,
                                201,
                                "{'proxies':[" + proxy("a", "") + "," + proxy("b", "") + "]}")),
                row(
                        "nothing to do",
                        step("POST", "/populate", "[]", 201, "{'proxies':null}"),
                        step("POST", "/populate", "null", 201, "{'proxies':null}")),
                row(
                        "bad bodies",
                        step("POST", "/populate", "", 400, BAD + "EOF','status':400,'proxies':null}"),
                        step(
                                "POST",
                                "/populate",
                                "{}",
                                400,
                                BAD + "json: cannot unmarshal object" + GO + "value of type []…"),
                        step(
                                "POST",
                                "/populate",
                                "[5]",
                                400,
                                BAD + "json: cannot unmarshal number" + GO + "value of type …"),
                        step(
                                "POST",
                                "/populate",
                                "[{'name':5}]",
                                400,
                                BAD + "json: cannot unmarshal number" + GO + "struct field …")),
                row(
                        "all is checked before anything is created",
                        step(
                                "POST",
                                "/populate",
                                "[" + named("a") + ",{'upstream':'x'}]",
                                400,
                                "{'error':'missing required field: name at proxy 2','status':400,'proxies':null}"),
                        step(
                                "POST",
                                "/populate",
                                "[" + named("a") + "," + named("b") + ",{'name':'x'}]",
                                400,
                                "{'error':'missing required field: upstream at proxy 3','status':400,'proxies':null}"),
                        step("GET", "/proxies", "", 200, "{}")),
                row(
                        "what is the same stays, enabled flag and toxics too",
                        step(
                                "POST",
                                "/proxies",
                                "{'name':'a','listen':'127.0.0.1:FREE','upstream':'x'}",
                                201,
                                proxy("a", "127.0.0.1:N", "x", true, "")),
                        step("POST", "/proxies/a/toxics", "{'type':'latency'}", 200, latency("latency_downstream")),
                        step(
                                "POST",
                                "/populate",
                                "[{'name':'a','listen':'localhost:FREE','upstream':'x','enabled':false}]",
                                201,
                                "{'proxies':[" + proxy("a", "127.0.0.1:N", "x", true, latency("latency_downstream"))
                                        + "]}"),
                        step(
                                "POST",
                                "/populate",
                                "[{'name':'a','listen':'127.0.0.1:FREE','upstream':'y','enabled':false}]",
                                201,
                                "{'proxies':[" + proxy("a", "127.0.0.1:N", "y", false, "") + "]}")),
                row(
                        "a failure on the way: what is done is told of, and stays",
                        created("b"),
                        step(
                                "POST",
                                "/populate",
                                "[{'name':'a','upstream':'x','enabled':false},{'name':'b','upstream':'x','listen':'127.0.0.1:TAKEN'},"
                                        + named("c") + "]",
                                500,
                                "{'error':'listen tcp 127.0.0.1:N: bind: address already in use','status':500,'proxies':["
                                        + proxy("a", "", "x", false, "") + "]}"),
                        step(
                                "GET",
                                "/proxies",
                                "",
                                200,
                                "{'a':" + proxy("a", "", "x", false, "") + ",'b':"
                                        + proxy("b", "127.0.0.1:N", "127.0.0.1:1", false, "") + "}")),
                row(
                        "an address of an existing proxy that cannot be read",
                        created("a"),
                        step(
                                "POST",
                                "/populate",
                                "[{'name':'a','upstream':'x','listen':'127.0.0.1'}]",
                                500,
                                "{'error':'address 127.0.0.1: missing port in address','status':500,'proxies':null}")));
    }
}
