package dev.haywire.internal.toxiproxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Serves the requests of one connection, one after the other. */
final class HttpConnection implements Runnable {
    /** How long one may be open between two requests, as Toxiproxy has it. */
    private static final Duration IDLE = Duration.ofSeconds(60);
    /** How long a client that is refused may go on writing: a close before that would take the answer away from it. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final String IDENTITY = "Haywire/" + ControlServer.version();

    private final Socket socket;
    private final Duration arrival;
    private final Function<HttpRequest, Answer> handler;

    /**
     * Takes a connection.
     *
     * @param arrival how long a request may take to arrive, the first one from the accept on
     */
    HttpConnection(Socket socket, Duration arrival, Function<HttpRequest, Answer> handler) {
        this.socket = socket;
        this.arrival = arrival;
        this.handler = handler;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            HttpInput in = new HttpInput(socket);
            OutputStream out = socket.getOutputStream();
            in.within(arrival);
            while (in.hasNext()) {
                in.within(arrival);
                if (!serve(new RequestReader(in, out), out)) {
                    socket.shutdownOutput();
                    in.within(LINGER);
                    in.drain();
                    return;
                }
                in.within(IDLE);
            }
        } catch (IOException gone) {
            // it ended, or did not send in time: no answer would reach it
        }
    }

    /** Returns whether another request may follow. */
    private boolean serve(RequestReader reader, OutputStream out) throws IOException {
        HttpRequest request;
        try {
            request = reader.next();
        } catch (ApiException malformed) {
            Answer refusal = Answer.error(malformed.status(), String.valueOf(malformed.getMessage()));
            send(written(refusal, true, false), out);
            return false;
        }
        Answer answer = handler.apply(request);
        boolean hasBody = !request.method().equals("HEAD");
        send(written(answer, hasBody, request.keepsConnection()), out);
        return request.keepsConnection();
    }

    /** A client that does not take its answer within twice the time of a request is left alone: the close ends the write. */
    private void send(byte[] answer, OutputStream out) throws IOException {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        sent.orTimeout(2 * arrival.toMillis(), TimeUnit.MILLISECONDS).exceptionally(late -> {
            close();
            return null;
        });
        try {
            out.write(answer);
        } finally {
            sent.complete(null);
        }
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // then it is closed
        }
    }

    /** In one piece, so that no part waits for the acknowledgement of another. */
    private static byte[] written(Answer answer, boolean hasBody, boolean keepsConnection) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(reason(answer.status()))
                .append("\r\nDate: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .append("\r\nServer: ")
                .append(IDENTITY)
                .append("\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (answer.status() != 204) {
            head.append("Content-Length: ").append(answer.body().length).append("\r\n");
        }
        head.append(keepsConnection ? "\r\n" : "Connection: close\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        if (!hasBody) {
            return start;
        }
        byte[] whole = new byte[start.length + answer.body().length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(answer.body(), 0, whole, start.length, answer.body().length);
        return whole;
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 301 -> "Moved Permanently";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 417 -> "Expectation Failed";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 505 -> "HTTP Version Not Supported";
            default -> "Unknown";
        };
    }
}
