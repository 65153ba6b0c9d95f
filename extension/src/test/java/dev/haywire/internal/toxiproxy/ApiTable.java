package dev.haywire.internal.toxiproxy;

import static dev.haywire.internal.toxiproxy.ApiRow.row;
import static dev.haywire.internal.toxiproxy.ApiRow.step;
import static dev.haywire.internal.toxiproxy.ApiSteps.BAD;
import static dev.haywire.internal.toxiproxy.ApiSteps.GO;
import static dev.haywire.internal.toxiproxy.ApiSteps.created;
import static dev.haywire.internal.toxiproxy.ApiSteps.error;
import static dev.haywire.internal.toxiproxy.ApiSteps.latency;
import static dev.haywire.internal.toxiproxy.ApiSteps.named;
import static dev.haywire.internal.toxiproxy.ApiSteps.of;
import static dev.haywire.internal.toxiproxy.ApiSteps.proxy;
import static dev.haywire.internal.toxiproxy.ApiSteps.toxic;

import java.util.ArrayList;
import java.util.List;

/** Toxiproxy's control API, row by row: endpoints, errors, populate. Single quotes stand for double ones, backquotes for single ones. */
final class ApiTable {

    private ApiTable() {}

    static List<ApiRow> rows() {
        List<ApiRow> rows = new ArrayList<>();
        rows.addAll(general());
        rows.addAll(endpoints());
        rows.addAll(ProxyErrorRows.rows());
        rows.addAll(ToxicErrorRows.rows());
        rows.addAll(populate());
        return rows;
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
                        step("GET", "//proxies", "", 301, "")),
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
                        "a name with a blank is not another proxy's name",
                        created("a"),
                        step(
                                        "DELETE",
                                        "/proxies/a b",
                                        "",
                                        400,
                                        error(
                                                "malformed request: the protocol must be HTTP/1.1, was b HTTP/1.1; a"
                                                        + " blank in a name must be sent as %20",
                                                400))
                                .really("its answer is not JSON", 400, "400 Bad Request"),
                        step("GET", "/proxies/a", "", 200, proxy("a", ""))),
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
                        "toxics in the body, those of upstream first",
                        step(
                                        "POST",
                                        "/proxies",
                                        "{'name':'a','listen':'127.0.0.1:0','upstream':'127.0.0.1:1','toxics':["
                                                + "{'type':'noop'},{'type':'noop','stream':'upstream'}]}",
                                        201,
                                        proxy(
                                                "a",
                                                toxic("", "noop_upstream", "noop", "upstream", "1")
                                                        + ","
                                                        + toxic("", "noop_downstream", "noop", "downstream", "1")))
                                .really("it ignores them", 201, proxy("a", "").replace('\'', '"'))),
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
                                BAD + "json: cannot unmarshal number" + GO + "struct field .Proxy.name of …"),
                        step(
                                "POST",
                                "/populate",
                                "[{'enabled':5}]",
                                400,
                                BAD + "json: cannot unmarshal number" + GO + "struct field .enabled of …")),
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
                        "one that is in the list twice is told of as it is in the end",
                        step(
                                "POST",
                                "/populate",
                                "[" + named("a") + "," + named("a").replace("127.0.0.1:1", "y") + "]",
                                201,
                                "{'proxies':[" + proxy("a", "127.0.0.1:N", "127.0.0.1:1", false, "") + ","
                                        + proxy("a", "127.0.0.1:N", "y", true, "") + "]}")),
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
