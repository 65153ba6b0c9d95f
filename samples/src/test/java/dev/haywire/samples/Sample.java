package dev.haywire.samples;

import dev.haywire.TcpConnection;
import dev.haywire.TcpEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;

/** Prints what a sample has shown, one line each, for the reader of {@code mvn test}. */
public final class Sample {

    private Sample() {}

    /**
     * Prints a line.
     *
     * @param application what was tested
     * @param shown what its test has just seen
     */
    public static void shows(String application, String shown) {
        System.out.println("[" + application + "] " + shown);
    }

    /**
     * Prints what found the bugs of an application.
     *
     * @param application what was tested
     * @param verdict what its tests said
     */
    public static void shows(String application, Verdict verdict) {
        verdict.failures()
                .forEach((test, failure) ->
                        shows(application, "RED, as it has to be: " + test + ": " + inOneLine(failure.getMessage())));
    }

    /** The journal, which begins behind the first blank line, is left to who debugs. */
    private static String inOneLine(String message) {
        return message.strip().split("\\R\\R")[0].replaceAll("\\s+", " ");
    }

    /**
     * Spells the times between the connections that an endpoint accepted.
     *
     * @param server the endpoint
     * @return such as {@code 50/100/201 ms}
     */
    public static String gaps(TcpEndpoint server) {
        List<TcpConnection> connections = server.connections();
        StringJoiner gaps = new StringJoiner("/", "", " ms");
        for (int i = 1; i < connections.size(); i++) {
            gaps.add(""
                    + Duration.between(
                                    connections.get(i - 1).openedAt(),
                                    connections.get(i).openedAt())
                            .toMillis());
        }
        return gaps.toString();
    }
}
