package dev.percorso.server.audience;

import dev.percorso.server.http.Json;
import dev.percorso.server.outward.Fetcher;
import dev.percorso.server.outward.PublicAddresses.RefusedAddressException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls of APIs that speak JSON. */
final class ApiCalls {
    private static final long MOST_PAUSE_SECONDS = 24 * 3600;

    private final Fetcher fetcher;

    ApiCalls(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** An answer; {@code body} is an empty object when it was no JSON. */
    record Reply(int status, JsonNode body, Optional<Duration> retryAfter) {
        boolean isBusy() {
            return status == 429 || status >= 500;
        }
    }

    Reply post(URI uri, Map<String, String> headers, String type, byte[] body) throws IOException {
        return call(() -> fetcher.post(uri, with(headers, type), body));
    }

    Reply delete(URI uri, Map<String, String> headers, byte[] body) throws IOException {
        return call(() -> fetcher.delete(uri, with(headers, "application/json"), body));
    }

    private interface Call {
        Fetcher.Fetched make() throws IOException, RefusedAddressException;
    }

    private static Reply call(Call call) throws IOException {
        try {
            Fetcher.Fetched fetched = call.make();
            String pause = fetched.headers().getOrDefault("retry-after", "");
            return new Reply(
                    fetched.status(),
                    tree(fetched.body()),
                    pause.matches("\\d{1,9}")
                            ? Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(pause), MOST_PAUSE_SECONDS)))
                            : Optional.empty());
        } catch (RefusedAddressException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }

    private static JsonNode tree(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            return Json.MAPPER.createObjectNode();
        }
    }

    private static Map<String, String> with(Map<String, String> headers, String type) {
        Map<String, String> all = new java.util.LinkedHashMap<>(headers);
        all.put("Content-Type", type);
        return all;
    }
}
