package dev.percorso.server.map;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.server.access.Workspace;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.PeopleQuery.Part;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.segment.Segments;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people behind the figures of the catalogue and of the matrix of personas: counted by the same folds. */
public final class PeopleAtTouchpoints implements PeopleQuerySource {
    private final TouchpointFigures catalogue;
    private final Personas personas;
    private final JourneySnapshots journeys;
    private final Workspaces workspaces;
    private final Segments segments;

    public PeopleAtTouchpoints(
            TouchpointFigures catalogue,
            Personas personas,
            JourneySnapshots journeys,
            Workspaces workspaces,
            Segments segments) {
        this.catalogue = catalogue;
        this.personas = personas;
        this.journeys = journeys;
        this.workspaces = workspaces;
        this.segments = segments;
    }

    @Override
    public Set<PeopleQuery.Kind> kinds() {
        return Set.of(PeopleQuery.Kind.TOUCHPOINT);
    }

    /** One look at the catalogue in a period. */
    private record Look(
            Snapshot snapshot,
            List<TouchpointFigures.Bound> bound,
            EventMatch goal,
            Instant from,
            Instant to,
            FoldScope people) {

        int place(String id) {
            for (int place = 0; place < bound.size(); place++) {
                if (bound.get(place).id().equals(id)) {
                    return place;
                }
            }
            throw ProblemException.notFound("A touchpoint '%s' that is bound to events".formatted(id));
        }

        Meetings meetings() {
            return Meetings.count(snapshot, TouchpointFigures.matches(bound), goal, from, to, people);
        }

        CatalogueFold.Tally count(Optional<CatalogueFold.Step> sought) {
            return snapshot.fold(
                    new CatalogueFold(snapshot, TouchpointFigures.matches(bound), goal, from, to, sought), people);
        }
    }

    @Override
    public BitSet persons(WorkspaceId workspace, PeopleQuery query) {
        Look look = look(workspace, query);
        if (query.label().isEmpty()) {
            return of(look, query);
        }
        int place = look.place(query.label().get());
        if (query.toLabel().isPresent()) {
            CatalogueFold.Step step =
                    new CatalogueFold.Step(place, look.place(query.toLabel().get()));
            return look.count(Optional.of(step)).takers();
        }
        Meetings meetings = look.meetings();
        if (query.part().isPresent()) {
            if (query.part().get() != Part.OTHERS) {
                throw ProblemException.invalid("/part", "of a touchpoint 'part' is others or left out");
            }
            BitSet others = outcome(look, query, meetings.everybody());
            others.andNot(meetings.met(place));
            return others;
        }
        return query.outcome().isEmpty()
                ? meetings.met(place)
                : side(
                        meetings.met(place),
                        meetings.convertedAfter(place),
                        query.outcome().get());
    }

    /** Of the whole catalogue. */
    private static BitSet of(Look look, PeopleQuery query) {
        if (query.part().isEmpty()) {
            return outcome(look, query, look.meetings().everybody());
        }
        if (query.part().get() != Part.BEYOND) {
            throw ProblemException.invalid("/part", "of the whole catalogue 'part' is beyond or left out");
        }
        return look.count(Optional.empty()).beyond();
    }

    private static BitSet outcome(Look look, PeopleQuery query, BitSet people) {
        return query.outcome()
                .map(outcome -> side(people, look.count(Optional.empty()).converted(), outcome))
                .orElse(people);
    }

    private static BitSet side(BitSet people, BitSet converted, PeopleQuery.Outcome outcome) {
        BitSet side = (BitSet) people.clone();
        if (outcome.isConverted()) {
            side.and(converted);
        } else {
            side.andNot(converted);
        }
        return side;
    }

    private Look look(WorkspaceId workspace, PeopleQuery query) {
        Workspace settings = workspaces.get(workspace);
        Scope scope = JourneyMaps.need(query.scope(), "scope");
        return new Look(
                journeys.snapshot(workspace),
                catalogue.bound(workspace),
                EventMatch.of(settings.conversionEvent()),
                MapLooks.start(settings, scope.from()),
                MapLooks.start(settings, scope.to().plusDays(1)),
                people(workspace, scope, query.persona()));
    }

    private FoldScope people(WorkspaceId workspace, Scope scope, Optional<String> persona) {
        Optional<BitSet> segment = scope.segment().map(id -> segments.members(workspace, id));
        if (persona.isEmpty()) {
            return segment.map(FoldScope::of).orElseGet(FoldScope::everyone);
        }
        BitSet people = (BitSet) personas.people(workspace, persona.get()).clone();
        segment.ifPresent(people::and);
        return FoldScope.of(people);
    }
}
