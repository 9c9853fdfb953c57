package dev.percorso.server.audience;

import dev.percorso.server.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Audiences by TikTok's Marketing API, version 1.3: {@code segment/mapping}. TikTok says by a code in the body what went
 * wrong, nearly always under status 200.
 */
final class TikTokAudience implements AdvertisingApi {
    private static final String API = "https://business-api.tiktok.com";
    private static final String PATH = "/open_api/v1.3/segment/mapping/";
    private static final Set<Integer> KEY_TROUBLE = Set.of(40_001, 40_102, 40_104, 40_105);
    private static final Set<Integer> TOO_MANY = Set.of(40_016, 40_100, 40_133);
    private static final int THEIR_FAULT = 50_000;

    private final ApiCalls calls;
    private final SyncContent content;
    private final SyncSecrets secrets;

    TikTokAudience(ApiCalls calls, SyncContent content, SyncSecrets secrets) {
        this.calls = calls;
        this.content = content;
        this.secrets = secrets;
    }

    @Override
    public Answer add(List<List<String>> rows) throws IOException {
        return call("add", rows);
    }

    @Override
    public Answer remove(List<List<String>> rows) throws IOException {
        return call("delete", rows);
    }

    private Answer call(String action, List<List<String>> rows) throws IOException {
        Map<String, Object> body = Map.of(
                "action",
                action,
                "advertiser_ids",
                List.of(content.account()),
                "id_schema",
                Destination.TIKTOK.columns(),
                "batch_data",
                rows.stream().map(this::ids).toList());
        ApiCalls.Reply reply = calls.post(
                content.address(API, PATH),
                Map.of("Access-Token", secrets.accessToken()),
                "application/json",
                Json.write(body));
        JsonNode answer = reply.body();
        int code = answer.path("code").asInt(-1);
        if (reply.status() == 200 && code == 0) {
            return new Answer.Done(0);
        }
        String said = answer.path("message").asString("status " + reply.status());
        if (reply.isBusy() || TOO_MANY.contains(code) || code >= THEIR_FAULT) {
            return new Answer.Later("TikTok cannot take it now: " + said, reply.retryAfter());
        }
        if (reply.status() == 401 || KEY_TROUBLE.contains(code)) {
            return new Answer.Refused(
                    "TikTok does not accept the access token any more; authorise the app anew and enter the new token: "
                            + said);
        }
        return new Answer.Refused("TikTok refuses it: " + said);
    }

    /** One entry for each column; an unknown id is an empty one. */
    private List<Map<String, Object>> ids(List<String> row) {
        List<Map<String, Object>> ids = new ArrayList<>();
        for (String id : row) {
            ids.add(id.isEmpty() ? Map.of() : Map.of("id", id, "audience_ids", List.of(content.audience())));
        }
        return ids;
    }
}
