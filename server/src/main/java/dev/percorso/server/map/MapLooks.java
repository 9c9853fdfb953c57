package dev.percorso.server.map;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.server.access.Workspace;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.segment.Matches;
import dev.percorso.server.segment.Segments;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resolves what a map is about: its cards' events, its goal, its people. */
public final class MapLooks {
    private final Personas personas;
    private final Touchpoints touchpoints;
    private final JourneySnapshots journeys;
    private final Workspaces workspaces;
    private final Segments segments;

    public MapLooks(
            Personas personas,
            Touchpoints touchpoints,
            JourneySnapshots journeys,
            Workspaces workspaces,
            Segments segments) {
        this.personas = personas;
        this.touchpoints = touchpoints;
        this.journeys = journeys;
        this.workspaces = workspaces;
        this.segments = segments;
    }

    MapLook look(WorkspaceId workspace, JourneyMapContent map, Scope scope) {
        Workspace settings = workspaces.get(workspace);
        EventMatch goal = map.goal().map(Matches::of).orElseGet(() -> EventMatch.of(settings.conversionEvent()));
        return new MapLook(
                journeys.snapshot(workspace),
                map,
                cards(workspace, map, scope),
                goal,
                persons(workspace, map, scope),
                start(settings, scope.from()),
                start(settings, scope.to().plusDays(1)),
                settings.timeZone());
    }

    private List<BoundCard> cards(WorkspaceId workspace, JourneyMapContent map, Scope scope) {
        Map<String, TouchpointContent> catalogue = new HashMap<>();
        touchpoints.stored(workspace).forEach(stored -> catalogue.put(stored.id(), stored.content()));
        List<BoundCard> cards = new ArrayList<>();
        for (MapCard card : map.cardsInOrder()) {
            card.binding()
                    .or(() -> card.touchpoint()
                            .flatMap(touchpoint -> Optional.ofNullable(catalogue.get(touchpoint)))
                            .flatMap(TouchpointContent::binding))
                    .ifPresent(match -> cards.add(new BoundCard(
                            card,
                            map.stageIndex(card.stage()),
                            Matches.of(match, scope.where()),
                            card.failure().map(failure -> Matches.of(failure, scope.where())))));
        }
        return cards;
    }

    static Instant start(Workspace settings, LocalDate day) {
        return day.atStartOfDay(settings.timeZone()).toInstant();
    }

    /** The persona's people, narrowed to the scope's segment. */
    private FoldScope persons(WorkspaceId workspace, JourneyMapContent map, Scope scope) {
        Optional<BitSet> persona = map.persona()
                .flatMap(id -> personas.find(workspace, id))
                .flatMap(PersonaContent::segment)
                .map(segment -> segments.members(workspace, segment));
        Optional<BitSet> segment = scope.segment().map(id -> segments.members(workspace, id));
        if (persona.isEmpty() && segment.isEmpty()) {
            return FoldScope.everyone();
        }
        BitSet both = (BitSet) persona.or(() -> segment).orElseThrow().clone();
        segment.ifPresent(both::and);
        return FoldScope.of(both);
    }
}
