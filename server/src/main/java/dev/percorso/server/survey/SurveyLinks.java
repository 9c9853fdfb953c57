package dev.percorso.server.survey;

import dev.percorso.server.deliver.DeliverySecret;
import dev.percorso.server.deliver.PersonLinks;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Links by which one person answers one survey without signing in. Whoever has the link answers as that person, so it
 * ends after 60 days and shows nothing but the questions.
 */
public final class SurveyLinks implements PersonLinks {
    static final Duration WORKS_FOR = Duration.ofDays(60);
    private static final String USE = "survey";

    private final DocumentStore<SurveyContent> surveys;
    private final DeliverySecret secret;
    private final SurveySentStore sent;
    private final Pattern link;
    private final InstantSource clock;
    private final URI publicUrl;

    public SurveyLinks(Database database, InstantSource clock, Ids ids, URI publicUrl) {
        this.surveys = Surveys.store(database, clock);
        this.secret = new DeliverySecret(new SurveySecretStore(database).secret(ids));
        this.sent = new SurveySentStore(database);
        this.link = Pattern.compile(Pattern.quote(publicUrl + "/s/") + "([A-Za-z0-9_-]+\\.[A-Za-z0-9_=-]+)");
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

    @Override
    public void sent(WorkspaceId workspace, int person, String body) {
        link.matcher(body)
                .results()
                .flatMap(found -> read(found.group(1)).stream())
                .filter(claim -> claim.workspace().equals(workspace) && claim.person() == person)
                .map(Claim::survey)
                .distinct()
                .forEach(survey -> sent.add(workspace, new SurveySentStore.Sent(survey, person, clock.instant())));
    }

    /** To be exported and erased with the person. */
    public PersonalData personalData() {
        return sent;
    }

    String url(WorkspaceId workspace, String survey, int person) {
        return publicUrl + "/s/"
                + token(new Claim(workspace, survey, person, clock.instant().plus(WORKS_FOR)));
    }

    String token(Claim claim) {
        return secret.token(
                USE,
                List.of(
                        claim.workspace().value(),
                        claim.survey(),
                        Integer.toString(claim.person()),
                        Long.toString(claim.until().getEpochSecond())));
    }

    /** The claim, whether it still holds or not; empty when the token is not one of ours. */
    Optional<Claim> read(String token) {
        return secret.read(
                USE,
                token,
                parts -> new Claim(
                        new WorkspaceId(parts.get(0)),
                        parts.get(1),
                        Integer.parseInt(parts.get(2)),
                        Instant.ofEpochSecond(Long.parseLong(parts.get(3)))));
    }
}
