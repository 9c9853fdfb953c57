package dev.percorso.server.survey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.analyze.SurveyKind;
import dev.percorso.server.analyze.SurveyScale;
import dev.percorso.server.collect.Collector;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.Identity;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.site.SiteAudience;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Surveys, whom the site shows them to, and the answers that come by link. */
public final class Surveys implements SegmentUse {
    /** Property by which the answers of one reply belong together. */
    static final String RESPONSE = "response";

    private final DocumentStore<SurveyContent> store;
    private final SurveyLinks links;
    private final Collector collector;
    private final People people;
    private final JourneySnapshots journeys;
    private final SiteAudience audience;
    private final Function<WorkspaceId, Set<String>> touchpoints;
    private final InstantSource clock;
    private final Ids ids;

    /** @param touchpoints how those of a workspace's catalogue are called */
    public Surveys(
            Database database,
            SurveyLinks links,
            Collector collector,
            People people,
            JourneySnapshots journeys,
            SiteAudience audience,
            Function<WorkspaceId, Set<String>> touchpoints,
            InstantSource clock,
            Ids ids) {
        this.store = store(database, clock);
        this.links = links;
        this.collector = collector;
        this.people = people;
        this.journeys = journeys;
        this.audience = audience;
        this.touchpoints = touchpoints;
        this.clock = clock;
        this.ids = ids;
    }

    static DocumentStore<SurveyContent> store(Database database, InstantSource clock) {
        return new DocumentStore<>(database, clock, "survey", SurveyContent.class);
    }

    /** A survey as it was last saved. */
    public record Survey(String id, @JsonUnwrapped SurveyContent content, Instant updatedAt, String updatedBy) {
        static Survey of(DocumentStore.Stored<SurveyContent> stored) {
            return new Survey(stored.id(), stored.content(), stored.updatedAt(), stored.updatedBy());
        }
    }

    List<Survey> all(WorkspaceId workspace) {
        return store.all(workspace).stream()
                .map(Survey::of)
                .sorted(Comparator.comparing(survey -> survey.content().name(), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    Survey create(WorkspaceId workspace, SurveyContent content, String by) {
        audience.check(workspace, content.onSite());
        checkTouchpoint(workspace, content.touchpoint(), Optional.empty());
        return Survey.of(store.save(workspace, ids.next(), content, by));
    }

    Survey update(WorkspaceId workspace, String id, SurveyContent content, String by) {
        Optional<String> before = find(workspace, id).touchpoint();
        audience.check(workspace, content.onSite());
        checkTouchpoint(workspace, content.touchpoint(), before);
        return Survey.of(store.save(workspace, id, content, by));
    }

    /** What a survey was about may stay when the catalogue does not have it any more. */
    private void checkTouchpoint(WorkspaceId workspace, Optional<String> touchpoint, Optional<String> before) {
        if (touchpoint.isPresent()
                && !touchpoint.equals(before)
                && !touchpoints.apply(workspace).contains(touchpoint.get())) {
            throw ProblemException.invalid(
                    "/touchpoint",
                    "the catalogue has no touchpoint '%s'; choose one of it, or add it there first"
                            .formatted(touchpoint.get()));
        }
    }

    /** Ends unless the event is a text of that person. */
    void checkText(WorkspaceId workspace, long event, int person) {
        Snapshot snapshot = journeys.snapshot(workspace);
        Journey journey = snapshot.journey(person);
        for (int place = 0; place < journey.size(); place++) {
            if (journey.sequence(place) == event) {
                return;
            }
        }
        throw ProblemException.invalid(
                "/person",
                "the text '%d' is not by the person '%d'; take both from one line of the report, nothing was kept"
                        .formatted(event, person));
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw missing(id);
        }
    }

    private SurveyContent find(WorkspaceId workspace, String id) {
        return store.find(workspace, id).map(DocumentStore.Stored::content).orElseThrow(() -> missing(id));
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("The survey '" + id + "'");
    }

    @Override
    public List<String> usesOf(WorkspaceId workspace, String segment) {
        return store.all(workspace).stream()
                .map(DocumentStore.Stored::content)
                .filter(survey ->
                        survey.onSite().segment().filter(segment::equals).isPresent())
                .map(survey -> "the survey " + survey.name())
                .toList();
    }

    // ---------------------------------------------------------------- on the site

    /** The surveys that the site may show to a browser; the page decides by path and event. */
    List<Survey> onSite(WorkspaceId workspace, Optional<String> anonymousId) {
        Optional<Person> person = anonymousId.flatMap(id -> people.find(workspace, IdentityKind.ANONYMOUS, id));
        List<Survey> shown = new ArrayList<>();
        for (Survey survey : all(workspace)) {
            if (SurveysOnSite.isOnSite(survey.content())
                    && audience.isFor(workspace, survey.content().onSite(), person)) {
                shown.add(survey);
            }
        }
        return shown;
    }

    // ---------------------------------------------------------------- by link

    /** The address at which a person answers. */
    String link(WorkspaceId workspace, String id, int person) {
        find(workspace, id);
        people.known(workspace, person);
        return links.url(workspace, id, person);
    }

    /** What became of a link. */
    sealed interface Opened {
        /** The questions. */
        record Asking(SurveyContent survey) implements Opened {}

        record Answered(SurveyContent survey) implements Opened {}

        record Ended() implements Opened {}

        record Unknown() implements Opened {}
    }

    Opened open(String token) {
        Optional<SurveyLinks.Claim> claim = links.read(token);
        if (claim.isEmpty()) {
            return new Opened.Unknown();
        }
        Optional<SurveyContent> survey =
                store.find(claim.get().workspace(), claim.get().survey()).map(DocumentStore.Stored::content);
        Optional<Person> person =
                people.find(claim.get().workspace(), claim.get().person());
        if (survey.filter(SurveyContent::active).isEmpty()
                || person.isEmpty()
                || clock.instant().isAfter(claim.get().until())) {
            return new Opened.Ended();
        }
        return hasAnswered(claim.get().workspace(), person.get().id(), response(token))
                ? new Opened.Answered(survey.get())
                : new Opened.Asking(survey.get());
    }

    /** The same link always makes the same name, so that its second reply is known as such. */
    private static String response(String token) {
        return UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private boolean hasAnswered(WorkspaceId workspace, int person, String response) {
        Snapshot snapshot = journeys.snapshot(workspace);
        Property property = snapshot.property(RESPONSE);
        Journey journey = snapshot.journey(person);
        for (int event = 0; event < journey.size(); event++) {
            if (response.equals(journey.value(event, property))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the reply of a link, each answer as one event.
     *
     * @param answers by the question's id, as they were sent
     * @throws ProblemException that names what is missing or out of its scale
     */
    void answer(String token, SurveyContent survey, Map<String, String> answers) {
        SurveyLinks.Claim claim = links.read(token).orElseThrow(() -> ProblemException.notFound("The link"));
        String response = response(token);
        Identity identity = people.identities(claim.workspace(), claim.person()).stream()
                .filter(known -> known.kind() != IdentityKind.EMAIL)
                .min(Comparator.comparingInt(known -> known.kind() == IdentityKind.USER ? 0 : 1))
                .orElseThrow(() -> ProblemException.notFound("The person"));
        boolean isUser = identity.kind() == IdentityKind.USER;
        String source = "survey-" + claim.survey();
        List<Event> events = new ArrayList<>();
        for (SurveyContent.Question question : survey.questions()) {
            String given = answers.getOrDefault(question.id(), "").strip();
            if (given.isEmpty() && question.required()) {
                throw ProblemException.invalid("/" + question.id(), "this question needs an answer");
            }
            if (!given.isEmpty()) {
                Map<String, Object> properties = new LinkedHashMap<>();
                properties.put("survey", survey.name());
                properties.put("survey_id", claim.survey());
                properties.put("question", question.id());
                properties.put("kind", question.kind().json());
                properties.put(RESPONSE, response);
                properties.put(Event.CHANNEL, "email");
                survey.touchpoint().ifPresent(touchpoint -> properties.put("touchpoint", touchpoint));
                properties.putAll(value(question, given));
                events.add(new Event(
                        response + "-" + question.id(),
                        Event.Kind.TRACK,
                        SurveyScale.ANSWERED,
                        isUser ? Optional.empty() : Optional.of(identity.value()),
                        isUser ? Optional.of(identity.value()) : Optional.empty(),
                        Optional.empty(),
                        clock.instant(),
                        properties,
                        Map.of(),
                        source));
            }
        }
        if (events.isEmpty()) {
            throw ProblemException.invalid("/", "answer at least one question");
        }
        collector.accept(claim.workspace(), source, events);
    }

    private static final int LONGEST_ANSWER = 2_000;

    private static Map<String, Object> value(SurveyContent.Question question, String given) {
        if (question.kind() == SurveyKind.TEXT) {
            return Map.of("text", given.length() > LONGEST_ANSWER ? given.substring(0, LONGEST_ANSWER) : given);
        }
        SurveyScale scale = question.kind().scale();
        if (!given.matches("\\d{1,2}")
                || Integer.parseInt(given) < scale.low()
                || Integer.parseInt(given) > scale.high()) {
            throw ProblemException.invalid("/" + question.id(), "choose one of the answers from " + scale);
        }
        return Map.of(SurveyScale.SCORE, Long.parseLong(given), SurveyScale.PROPERTY, scale.toString());
    }
}
