package dev.percorso.server.survey;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.analyze.Rate;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.analyze.SurveyScale;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many of those who were asked answered. On the site: persons to whom the survey was shown in the period, and those of
 * them with an answer on a page afterwards. By mail: persons to whom a message with their link went out in the period, and
 * those of them with an answer by link afterwards. A person counts once, and answers count whenever they come.
 */
public final class SurveyResponses implements PeopleQuerySource {
    private static final String SHOWN = "Survey Shown";
    private static final String SURVEY = "survey_id";
    /** Answers on a page tell which; answers by link have none. */
    private static final String PATH = "path";

    private final Surveys surveys;
    private final SurveySentStore sent;
    private final JourneySnapshots journeys;
    private final Workspaces workspaces;
    private final Segments segments;

    public SurveyResponses(
            Surveys surveys, Database database, JourneySnapshots journeys, Workspaces workspaces, Segments segments) {
        this.surveys = surveys;
        this.sent = new SurveySentStore(database);
        this.journeys = journeys;
        this.workspaces = workspaces;
        this.segments = segments;
    }

    /** Persons who were asked, and how many of them answered with its 95 % interval. */
    public record Asked(long persons, long answered, Rate rate) {
        private static Asked of(Those those) {
            long persons = those.asked().cardinality();
            long answered = those.answered().cardinality();
            return new Asked(persons, answered, Rate.of(answered, persons));
        }
    }

    /** The figures of one survey. */
    public record Response(String survey, Asked site, Asked mail) {}

    /** Who was asked one way, and who of them answered. */
    record Those(BitSet asked, BitSet answered) {
        Those() {
            this(new BitSet(), new BitSet());
        }

        void add(Those other) {
            asked.or(other.asked);
            answered.or(other.answered);
        }
    }

    /** Both ways. */
    record Counted(Those site, Those mail) {
        Counted() {
            this(new Those(), new Those());
        }
    }

    List<Response> all(WorkspaceId workspace, Scope scope) {
        Map<String, Counted> counted = count(workspace, scope);
        return surveys.all(workspace).stream()
                .map(Surveys.Survey::id)
                .map(id -> {
                    Counted those = counted.getOrDefault(id, new Counted());
                    return new Response(id, Asked.of(those.site()), Asked.of(those.mail()));
                })
                .toList();
    }

    private Map<String, Counted> count(WorkspaceId workspace, Scope scope) {
        ZoneId zone = workspaces.get(workspace).timeZone();
        Instant from = start(scope.from(), zone);
        Instant to = start(scope.to().plusDays(1), zone);
        Snapshot snapshot = journeys.snapshot(workspace);
        FoldScope persons = scope.segment()
                .map(segment -> FoldScope.of(segments.members(workspace, segment)))
                .orElseGet(FoldScope::everyone)
                .andWithoutEvents();
        return snapshot.fold(new Responses(snapshot, sent.between(workspace, from, to), from, to), persons);
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    @Override
    public Set<PeopleQuery.Kind> kinds() {
        return Set.of(PeopleQuery.Kind.SURVEY);
    }

    @Override
    public BitSet persons(WorkspaceId workspace, PeopleQuery query) {
        Scope scope = query.scope().orElseThrow(() -> needed("scope"));
        String survey = query.value().orElseThrow(() -> needed("value"));
        Counted counted = count(workspace, scope).getOrDefault(survey, new Counted());
        Those those = switch (query.label().orElse("")) {
            case "site" -> counted.site();
            case "mail" -> counted.mail();
            default -> throw ProblemException.invalid("/label", "'label' is site or mail");
        };
        if (query.outcome().isEmpty()) {
            return those.asked();
        }
        if (query.outcome().get().isConverted()) {
            return those.answered();
        }
        BitSet silent = those.asked();
        silent.andNot(those.answered());
        return silent;
    }

    private static ProblemException needed(String field) {
        return ProblemException.invalid("/" + field, "this figure needs '" + field + "'");
    }

    /** Counts by survey. */
    private static final class Responses implements Fold<Map<String, Counted>> {
        private final Map<Integer, Map<String, Long>> sent = new HashMap<>();
        private final int shown;
        private final int answered;
        private final Property survey;
        private final Property path;
        private final long from;
        private final long to;

        Responses(Snapshot snapshot, List<SurveySentStore.Sent> messages, Instant from, Instant to) {
            this.shown = snapshot.code(SHOWN);
            this.answered = snapshot.code(SurveyScale.ANSWERED);
            this.survey = snapshot.property(SURVEY);
            this.path = snapshot.property(PATH);
            this.from = from.toEpochMilli();
            this.to = to.toEpochMilli();
            for (SurveySentStore.Sent message : messages) {
                sent.computeIfAbsent(snapshot.ownerOf(message.person()), unseen -> new HashMap<>())
                        .merge(message.survey(), message.at().toEpochMilli(), Math::min);
            }
        }

        @Override
        public Map<String, Counted> newAccumulator() {
            return new HashMap<>();
        }

        @Override
        public void accept(Journey journey, Map<String, Counted> counted) {
            Map<String, Long> mailed = sent.getOrDefault(journey.person(), Map.of());
            mailed.keySet().forEach(one -> of(counted, one).mail().asked().set(journey.person()));
            Set<String> seen = new HashSet<>();
            for (int event = journey.indexAfter(from - 1); event < journey.size(); event++) {
                int code = journey.code(event);
                if ((code != shown && code != answered) || !(journey.value(event, survey) instanceof String id)) {
                    continue;
                }
                if (code == shown && journey.time(event) < to && seen.add(id)) {
                    of(counted, id).site().asked().set(journey.person());
                } else if (code == answered) {
                    boolean isOnPage = journey.has(event, path);
                    if (isOnPage && seen.contains(id)) {
                        of(counted, id).site().answered().set(journey.person());
                    } else if (!isOnPage && mailed.getOrDefault(id, Long.MAX_VALUE) <= journey.time(event)) {
                        of(counted, id).mail().answered().set(journey.person());
                    }
                }
            }
        }

        private static Counted of(Map<String, Counted> counted, String survey) {
            return counted.computeIfAbsent(survey, unseen -> new Counted());
        }

        @Override
        public Map<String, Counted> combine(Map<String, Counted> left, Map<String, Counted> right) {
            right.forEach((id, those) -> {
                of(left, id).site().add(those.site());
                of(left, id).mail().add(those.mail());
            });
            return left;
        }
    }
}
