package dev.percorso.server.survey;

import dev.percorso.server.deliver.DeliverySecret;
import dev.percorso.server.deliver.PersonLinks;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Links by which one person answers one survey without signing in. Whoever has the link answers as that person, so it
 * ends after 60 days and shows nothing but the questions.
 */
public final class SurveyLinks implements PersonLinks {
    static final Duration WORKS_FOR = Duration.ofDays(60);
    private static final String USE = "survey";
    private static final int LONGEST = 300;

    private final DocumentStore<SurveyContent> surveys;
    private final DeliverySecret secret;
    private final InstantSource clock;
    private final URI publicUrl;

    public SurveyLinks(Database database, InstantSource clock, Ids ids, URI publicUrl) {
        this.surveys = Surveys.store(database, clock);
        this.secret = new DeliverySecret(new SurveySecretStore(database).secret(ids));
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /** What a link says. */
    record Claim(WorkspaceId workspace, String survey, int person, Instant until) {}

    /** The links of a person by survey, under {@code surveys}. */
    @Override
    public Map<String, Object> of(WorkspaceId workspace, int person) {
        Map<String, Object> urls = new LinkedHashMap<>();
        for (DocumentStore.Stored<SurveyContent> survey : surveys.all(workspace)) {
            if (survey.content().active()) {
                urls.put(survey.id(), url(workspace, survey.id(), person));
            }
        }
        return urls.isEmpty() ? Map.of() : Map.of("surveys", urls);
    }

    String url(WorkspaceId workspace, String survey, int person) {
        return publicUrl + "/s/"
                + token(new Claim(workspace, survey, person, clock.instant().plus(WORKS_FOR)));
    }

    String token(Claim claim) {
        String text = "%s\n%s\n%d\n%d"
                .formatted(
                        claim.workspace(),
                        claim.survey(),
                        claim.person(),
                        claim.until().getEpochSecond());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "."
                + secret.sign(USE, text);
    }

    /** The claim, whether it still holds or not; empty when the token is not one of ours. */
    Optional<Claim> read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8);
            byte[] expected = secret.sign(USE, text).getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(expected, token.substring(dot + 1).getBytes(StandardCharsets.UTF_8))) {
                return Optional.empty();
            }
            List<String> parts = text.lines().toList();
            return Optional.of(new Claim(
                    new WorkspaceId(parts.get(0)),
                    parts.get(1),
                    Integer.parseInt(parts.get(2)),
                    Instant.ofEpochSecond(Long.parseLong(parts.get(3)))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
