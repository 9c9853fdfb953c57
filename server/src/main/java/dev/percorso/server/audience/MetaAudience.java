package dev.percorso.server.audience;

import dev.percorso.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Custom audiences by Meta's Marketing API: {@code POST} and {@code DELETE /{audience}/users} with a schema of several
 * keys.
 */
final class MetaAudience implements AdvertisingApi {
    private static final String API = "https://graph.facebook.com";
    private static final String VERSION = "/v25.0/";
    private static final List<String> SCHEMA = List.of("EMAIL", "PHONE", "FN", "LN", "COUNTRY", "ZIP");
    /** The token has expired, was withdrawn, or may not do this. */
    private static final Set<Integer> KEY_TROUBLE = Set.of(102, 190, 200, 10);
    /** Too many calls of the app, the user, the account, or for audiences. */
    private static final Set<Integer> TOO_MANY = Set.of(4, 17, 32, 613, 80_003);

    private final ApiCalls calls;
    private final SyncContent content;
    private final SyncSecrets secrets;

    MetaAudience(ApiCalls calls, SyncContent content, SyncSecrets secrets) {
        this.calls = calls;
        this.content = content;
        this.secrets = secrets;
    }

    @Override
    public Answer add(List<List<String>> rows) throws IOException {
        return answer(calls.post(users(), headers(), "application/json", body(rows)));
    }

    @Override
    public Answer remove(List<List<String>> rows) throws IOException {
        return answer(calls.delete(users(), headers(), body(rows)));
    }

    private URI users() {
        return content.address(API, VERSION + content.audience() + "/users");
    }

    private Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + secrets.accessToken());
    }

    private static byte[] body(List<List<String>> rows) {
        return Json.write(Map.of("payload", Map.of("schema", SCHEMA, "data", rows)));
    }

    private static Answer answer(ApiCalls.Reply reply) {
        if (reply.status() == 200 && reply.body().path("error").isMissingNode()) {
            return new Answer.Done(reply.body().path("num_invalid_entries").asLong(0));
        }
        JsonNode error = reply.body().path("error");
        int code = error.path("code").asInt(0);
        String said = error.path("message").asString("status " + reply.status());
        if (reply.isBusy()
                || TOO_MANY.contains(code)
                || error.path("is_transient").asBoolean(false)) {
            return new Answer.Later("Meta cannot take it now: " + said, reply.retryAfter());
        }
        if (reply.status() == 401 || KEY_TROUBLE.contains(code)) {
            return new Answer.Refused(
                    "Meta does not accept the access token any more; make a new one for a system user and enter it: "
                            + said);
        }
        return new Answer.Refused("Meta refuses it: " + said);
    }
}
