package dev.percorso.server.map;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.Newcombe;
import dev.percorso.server.access.Workspace;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.Bounds;
import dev.percorso.server.analyze.Rate;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.segment.Matches;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.DocumentStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** How effective the touchpoints of the catalogue are, how much of what happens they know, and which are missing. */
public final class TouchpointFigures {
    private static final int MOST_SUGGESTIONS = 12;
    /** Less of all persons than this is no touchpoint worth a name. */
    private static final double LEAST_SHARE = 0.005;

    private static final Set<String> INDIRECT = Set.of("referral", "affiliate", "organic social");
    private static final Set<String> OFFLINE = Set.of("store", "phone", "offline");
    private static final String UNKNOWN_CHANNEL = "website";

    private final Touchpoints touchpoints;
    private final JourneySnapshots journeys;
    private final Workspaces workspaces;
    private final Segments segments;

    public TouchpointFigures(
            Touchpoints touchpoints, JourneySnapshots journeys, Workspaces workspaces, Segments segments) {
        this.touchpoints = touchpoints;
        this.journeys = journeys;
        this.workspaces = workspaces;
        this.segments = segments;
    }

    /**
     * How effective a touchpoint is. Who met it decided to, or was led there: the difference is no proof of a cause.
     *
     * @param conversion share of those who met it who reached the goal at or after the first meeting
     * @param others share of those who did not meet it who reached the goal in the period
     * @param difference of the two, with Newcombe's interval; absent where everybody or nobody met it
     * @param satisfaction mean of the survey answers given where it was the last touchpoint, −2 to +2
     * @param value of the goals reached at or after the first meeting
     * @param isGoal whether its event is the goal itself, so that conversion says nothing
     */
    public record Effect(
            String touchpoint,
            long persons,
            long occurrences,
            double share,
            Rate conversion,
            Rate others,
            Optional<Difference> difference,
            OptionalDouble satisfaction,
            double value,
            boolean isGoal) {}

    /** A difference of shares with its 95 % interval. */
    public record Difference(double value, double low, double high) {
        static Difference of(Interval interval) {
            return new Difference(interval.estimate(), interval.low(), interval.high());
        }
    }

    /** Why a touchpoint is suggested. */
    public enum Basis {
        /** People do something that no touchpoint has. */
        EVENT,
        /** People come by a channel that no touchpoint has. */
        CHANNEL
    }

    /** A touchpoint that the catalogue lacks, ready to be created. */
    public record Suggestion(Basis basis, long persons, long occurrences, TouchpointContent touchpoint) {}

    /**
     * The catalogue in a period.
     *
     * @param persons with an event
     * @param events without technical ones, such as heartbeats, that no touchpoint has
     * @param known events that belong to a touchpoint
     */
    public record Catalogue(
            long persons,
            Rate conversion,
            long events,
            long known,
            List<Effect> touchpoints,
            List<Suggestion> suggestions) {}

    Catalogue figures(WorkspaceId workspace, Scope scope) {
        Workspace settings = workspaces.get(workspace);
        Snapshot snapshot = journeys.snapshot(workspace);
        List<Bound> bound = bound(workspace);
        FoldScope persons = scope.segment()
                .map(segment -> FoldScope.of(segments.members(workspace, segment)))
                .orElseGet(FoldScope::everyone);
        EventMatch goal = EventMatch.of(settings.conversionEvent());
        Instant from = MapLooks.start(settings, scope.from());
        Instant to = MapLooks.start(settings, scope.to().plusDays(1));
        Meetings meetings = Meetings.count(snapshot, matches(bound), goal, from, to, persons);
        CatalogueFold fold = new CatalogueFold(snapshot, matches(bound), goal, from, to);
        CatalogueFold.Counted counted = fold.result(snapshot.fold(fold, persons));
        List<Effect> effects = new ArrayList<>();
        for (int place = 0; place < bound.size(); place++) {
            effects.add(effect(bound.get(place), meetings, place, counted.converted(), goal));
        }
        return new Catalogue(
                meetings.persons(),
                Rate.of(counted.converted().cardinality(), meetings.persons()),
                counted.events(),
                counted.known(),
                effects,
                suggestions(workspace, counted));
    }

    /** A touchpoint with the events that happen there. */
    record Bound(String id, TouchpointContent content, EventMatch match) {}

    /** The touchpoints that are bound to events, by name. */
    List<Bound> bound(WorkspaceId workspace) {
        return touchpoints.stored(workspace).stream()
                .sorted(Comparator.comparing(stored -> stored.content().name(), String.CASE_INSENSITIVE_ORDER))
                .flatMap(stored -> stored.content().binding().stream()
                        .map(match -> new Bound(stored.id(), stored.content(), Matches.of(match))))
                .toList();
    }

    static List<EventMatch> matches(List<Bound> bound) {
        return bound.stream().map(Bound::match).toList();
    }

    private static Effect effect(Bound bound, Meetings meetings, int place, BitSet converts, EventMatch goal) {
        MapLive.CardFigures figures = meetings.figures(place);
        BitSet met = meetings.met(place);
        BitSet elsewhere = (BitSet) converts.clone();
        elsewhere.andNot(met);
        long others = meetings.persons() - figures.persons();
        long convertedOthers = elsewhere.cardinality();
        long converted = meetings.convertedAfter(place).cardinality();
        boolean isComparable = figures.persons() > 0 && others > 0;
        return new Effect(
                bound.id(),
                figures.persons(),
                figures.occurrences(),
                meetings.persons() == 0 ? 0 : (double) figures.persons() / meetings.persons(),
                figures.conversion(),
                Rate.of(convertedOthers, others),
                isComparable
                        ? Optional.of(Difference.of(Newcombe.difference(
                                converted, figures.persons(), convertedOthers, others, Bounds.CONFIDENCE)))
                        : Optional.empty(),
                figures.satisfaction(),
                figures.value(),
                bound.match().equals(goal));
    }

    // ---------------------------------------------------------------- suggestions

    private List<Suggestion> suggestions(WorkspaceId workspace, CatalogueFold.Counted counted) {
        List<TouchpointContent> known = touchpoints.stored(workspace).stream()
                .map(DocumentStore.Stored::content)
                .toList();
        Set<String> channels = known.stream()
                .map(touchpoint -> touchpoint.channel().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> names = known.stream()
                .map(touchpoint -> touchpoint.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        double least = Math.max(1, counted.persons() * LEAST_SHARE);
        List<Suggestion> suggestions = new ArrayList<>();
        counted.unknown().stream().map(TouchpointFigures::ofEvent).forEach(suggestions::add);
        counted.channels().stream()
                .filter(found -> !channels.contains(found.name().toLowerCase(Locale.ROOT)))
                .map(TouchpointFigures::ofChannel)
                .forEach(suggestions::add);
        return suggestions.stream()
                .filter(suggestion -> suggestion.persons() >= least)
                .filter(suggestion ->
                        !names.contains(suggestion.touchpoint().name().toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingLong(suggestion -> -suggestion.persons()))
                .limit(MOST_SUGGESTIONS)
                .toList();
    }

    private static Suggestion ofEvent(CatalogueFold.Found found) {
        boolean isMostlyThere = !found.part().isEmpty() && found.partEvents() * 2 > found.events();
        String channel = isMostlyThere ? found.part() : UNKNOWN_CHANNEL;
        return new Suggestion(
                Basis.EVENT,
                found.persons(),
                found.events(),
                proposal(found.name(), channel, Map.of("event", found.name())));
    }

    private static Suggestion ofChannel(CatalogueFold.Found found) {
        String name = found.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + found.name().substring(1);
        Map<String, Object> channel = Map.of("property", "channel", "operator", "equals", "value", found.name());
        return new Suggestion(
                Basis.CHANNEL,
                found.persons(),
                found.events(),
                proposal(name, found.name(), Map.of("event", found.part(), "where", List.of(channel))));
    }

    private static TouchpointContent proposal(String name, String channel, Map<String, Object> binding) {
        String lower = channel.toLowerCase(Locale.ROOT);
        return new TouchpointContent(
                name,
                channel,
                !INDIRECT.contains(lower),
                !OFFLINE.contains(lower),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                        Json.convert(Json.MAPPER.valueToTree(binding), dev.percorso.server.segment.EventMatch.class)));
    }
}
