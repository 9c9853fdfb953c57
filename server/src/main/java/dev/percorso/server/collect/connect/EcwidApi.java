package dev.percorso.server.collect.connect;

import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Asks Ecwid what is in an order, because its webhooks tell only that there is one. */
final class EcwidApi implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(6);
    private static final int MOST_BYTES = 2 << 20;
    private static final int RETRY_SECONDS = 60;

    private final URI base;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    EcwidApi(URI base) {
        this.base = base;
    }

    /** @param path with parts that were checked before */
    JsonNode get(String path, String accessToken) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + accessToken)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() == 200) {
                    return Json.tree(body.readNBytes(MOST_BYTES));
                }
            }
            if (response.statusCode() == 403 || response.statusCode() == 401) {
                throw new HookReader.UnreadableHook(
                        "Ecwid does not accept the access token of this connector; enter a new one");
            }
            throw later("Ecwid answered %d".formatted(response.statusCode()));
        } catch (IOException failure) {
            throw later("Ecwid's API cannot be reached: " + failure.getMessage());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw later("the server stops");
        }
    }

    /** Ecwid sends again what was answered so. */
    private static ProblemException later(String reason) {
        return ProblemException.retryLater(ErrorCode.UNAVAILABLE, reason, RETRY_SECONDS);
    }

    @Override
    public void close() {
        client.close();
    }
}
