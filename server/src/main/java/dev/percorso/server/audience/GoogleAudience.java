package dev.percorso.server.audience;

import dev.percorso.server.http.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Customer match lists by Google's Data Manager API, version 1: {@code audienceMembers:ingest} and {@code
 * audienceMembers:remove}, with an access token that a refresh token gives.
 */
final class GoogleAudience implements AdvertisingApi {
    private static final String API = "https://datamanager.googleapis.com";
    private static final String TOKENS = "https://oauth2.googleapis.com";

    private final ApiCalls calls;
    private final SyncContent content;
    private final SyncSecrets secrets;
    private Optional<String> accessToken = Optional.empty();

    GoogleAudience(ApiCalls calls, SyncContent content, SyncSecrets secrets) {
        this.calls = calls;
        this.content = content;
        this.secrets = secrets;
    }

    @Override
    public Answer add(List<List<String>> rows) throws IOException {
        Map<String, Object> body = body(rows);
        body.put("consent", Map.of("adUserData", "CONSENT_GRANTED", "adPersonalization", "CONSENT_GRANTED"));
        body.put("termsOfService", Map.of("customerMatchTermsOfServiceStatus", "ACCEPTED"));
        return call("ingest", body);
    }

    @Override
    public Answer remove(List<List<String>> rows) throws IOException {
        return call("remove", body(rows));
    }

    private Map<String, Object> body(List<List<String>> rows) {
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("operatingAccount", account(content.account()));
        if (!content.manager().isEmpty()) {
            destination.put("loginAccount", account(content.manager()));
        }
        destination.put("productDestinationId", content.audience());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("destinations", List.of(destination));
        body.put("audienceMembers", rows.stream().map(GoogleAudience::member).toList());
        body.put("encoding", "HEX");
        return body;
    }

    private static Map<String, String> account(String id) {
        return Map.of("accountType", "GOOGLE_ADS", "accountId", id);
    }

    private static Map<String, Object> member(List<String> row) {
        List<Map<String, Object>> identifiers = new ArrayList<>();
        if (!row.get(0).isEmpty()) {
            identifiers.add(Map.of("emailAddress", row.get(0)));
        }
        if (!row.get(1).isEmpty()) {
            identifiers.add(Map.of("phoneNumber", row.get(1)));
        }
        // An address identifies only as a whole.
        if (row.subList(2, 6).stream().noneMatch(String::isEmpty)) {
            identifiers.add(Map.of(
                    "address",
                    Map.of(
                            "givenName", row.get(2),
                            "familyName", row.get(3),
                            "regionCode", row.get(4),
                            "postalCode", row.get(5))));
        }
        return Map.of("userData", Map.of("userIdentifiers", identifiers));
    }

    private Answer call(String method, Map<String, Object> body) throws IOException {
        if (accessToken.isEmpty()) {
            Optional<Answer> failure = signIn();
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        ApiCalls.Reply reply = calls.post(
                content.address(API, "/v1/audienceMembers:" + method),
                Map.of("Authorization", "Bearer " + accessToken.orElse("")),
                "application/json",
                Json.write(body));
        if (reply.status() == 200) {
            return new Answer.Done(0);
        }
        accessToken = Optional.empty();
        String said = reply.body().path("error").path("message").asString("status " + reply.status());
        if (reply.isBusy()) {
            return new Answer.Later("Google cannot take it now: " + said, reply.retryAfter());
        }
        if (reply.status() == 401) {
            return new Answer.Later("Google ended the session; it is opened anew", Optional.empty());
        }
        return new Answer.Refused(
                reply.status() == 403
                        ? "Google does not let this user change the list; check account, manager and list: " + said
                        : "Google refuses it: " + said);
    }

    /** A new access token; empty when it worked. */
    private Optional<Answer> signIn() throws IOException {
        String form = Map.of(
                        "grant_type", "refresh_token",
                        "client_id", secrets.clientId(),
                        "client_secret", secrets.clientSecret(),
                        "refresh_token", secrets.refreshToken())
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        ApiCalls.Reply reply = calls.post(
                content.address(TOKENS, "/token"),
                Map.of(),
                "application/x-www-form-urlencoded",
                form.getBytes(StandardCharsets.UTF_8));
        String token = reply.body().path("access_token").asString("");
        if (reply.status() == 200 && !token.isEmpty()) {
            accessToken = Optional.of(token);
            return Optional.empty();
        }
        if (reply.isBusy()) {
            return Optional.of(new Answer.Later("Google gives no access now", reply.retryAfter()));
        }
        return Optional.of(new Answer.Refused(
                "Google does not accept the sign-in any more; sign in again and enter a new refresh token: "
                        + reply.body().path("error").asString("status " + reply.status())));
    }
}
