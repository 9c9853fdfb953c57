package dev.percorso.server.map;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.server.access.Workspace;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.Rate;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMaps.JourneyMap;
import dev.percorso.server.map.TouchpointFigures.Bound;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.segment.Segments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Personas against touchpoints: what each persona is to feel there by its maps, and what its people really do there.
 *
 * <p>The designed emotion of a touchpoint is the mean of the emotion curve over the stages in which a map of the persona,
 * or of everybody, has a card of it.
 */
public final class PersonaMatrix {
    private static final int MOST_WAYS = 8;

    private final Personas personas;
    private final TouchpointFigures catalogue;
    private final JourneyMaps maps;
    private final JourneySnapshots journeys;
    private final Workspaces workspaces;
    private final Segments segments;

    public PersonaMatrix(
            Personas personas,
            TouchpointFigures catalogue,
            JourneyMaps maps,
            JourneySnapshots journeys,
            Workspaces workspaces,
            Segments segments) {
        this.personas = personas;
        this.catalogue = catalogue;
        this.maps = maps;
        this.journeys = journeys;
        this.workspaces = workspaces;
        this.segments = segments;
    }

    /**
     * What a persona does at a touchpoint.
     *
     * @param persons who met it
     * @param share of the persona's people with an event in the period
     * @param times how often it happens to one who meets it, on average
     * @param conversion of those who met it, at or after the first meeting
     * @param satisfaction measured, −2 to +2
     * @param designed by the emotion curve, −2 to +2
     */
    public record Cell(
            String touchpoint,
            long persons,
            double share,
            double times,
            Rate conversion,
            OptionalDouble satisfaction,
            OptionalDouble designed) {}

    /** From a touchpoint to the next other one, and the share of the persona's people who go there. */
    public record Way(String from, String to, long persons, double share) {}

    /**
     * A row.
     *
     * @param persons of the persona with an event in the period
     * @param ways those that most people take
     */
    public record Row(String persona, String name, String segment, long persons, List<Cell> cells, List<Way> ways) {}

    /** A column. */
    public record Column(String id, String name) {}

    /** The whole; personas without a segment have no row. */
    public record Matrix(List<Column> touchpoints, List<Row> personas) {}

    Matrix matrix(WorkspaceId workspace, Scope scope) {
        Workspace settings = workspaces.get(workspace);
        Snapshot snapshot = journeys.snapshot(workspace);
        List<Bound> bound = catalogue.bound(workspace);
        List<JourneyMap> drawn = maps.whole(workspace);
        Instant from = MapLooks.start(settings, scope.from());
        Instant to = MapLooks.start(settings, scope.to().plusDays(1));
        EventMatch goal = EventMatch.of(settings.conversionEvent());
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, PersonaContent> persona :
                personas.named(workspace).entrySet()) {
            String segment = persona.getValue().segment().orElse("");
            if (segment.isEmpty() || segments.nameOf(workspace, segment).isEmpty()) {
                continue;
            }
            FoldScope people = FoldScope.of(members(workspace, segment, scope));
            List<EventMatch> matches = TouchpointFigures.matches(bound);
            Meetings meetings = Meetings.count(snapshot, matches, goal, from, to, people);
            CatalogueFold fold = new CatalogueFold(snapshot, matches, goal, from, to);
            CatalogueFold.Counted counted = fold.result(snapshot.fold(fold, people));
            rows.add(new Row(
                    persona.getKey(),
                    persona.getValue().name(),
                    segment,
                    meetings.persons(),
                    cells(bound, meetings, drawn, persona.getKey()),
                    ways(bound, counted)));
        }
        List<Column> columns = bound.stream()
                .map(one -> new Column(one.id(), one.content().name()))
                .toList();
        return new Matrix(columns, rows);
    }

    private BitSet members(WorkspaceId workspace, String segment, Scope scope) {
        BitSet members = (BitSet) segments.members(workspace, segment).clone();
        scope.segment().ifPresent(other -> members.and(segments.members(workspace, other)));
        return members;
    }

    private static List<Cell> cells(List<Bound> bound, Meetings meetings, List<JourneyMap> drawn, String persona) {
        List<Cell> cells = new ArrayList<>();
        for (int place = 0; place < bound.size(); place++) {
            MapLive.CardFigures figures = meetings.figures(place);
            cells.add(new Cell(
                    bound.get(place).id(),
                    figures.persons(),
                    share(figures.persons(), meetings.persons()),
                    share(figures.occurrences(), figures.persons()),
                    figures.conversion(),
                    figures.satisfaction(),
                    designed(drawn, persona, bound.get(place).id())));
        }
        return cells;
    }

    private static List<Way> ways(List<Bound> bound, CatalogueFold.Counted counted) {
        return counted.ways().stream()
                .limit(MOST_WAYS)
                .map(way -> new Way(
                        bound.get(way.from()).id(),
                        bound.get(way.to()).id(),
                        way.persons(),
                        share(way.persons(), counted.persons())))
                .toList();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    static OptionalDouble designed(List<JourneyMap> drawn, String persona, String touchpoint) {
        return drawn.stream()
                // A map without a persona is about everybody.
                .filter(map -> map.content().persona().map(persona::equals).orElse(true))
                .flatMap(map -> map.content().cards().stream()
                        .filter(card ->
                                card.touchpoint().filter(touchpoint::equals).isPresent())
                        .map(MapCard::stage)
                        .distinct()
                        .flatMap(stage -> map.content().emotions().stream()
                                .filter(point -> point.stage().equals(stage))))
                .mapToDouble(JourneyMapContent.EmotionPoint::value)
                .average();
    }
}
