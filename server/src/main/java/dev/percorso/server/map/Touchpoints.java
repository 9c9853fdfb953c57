package dev.percorso.server.map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.segment.Matches;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The catalogue of places where person and brand meet, with what happens there. */
public final class Touchpoints {
    private static final Duration OBSERVED = Duration.ofDays(30);

    private final DocumentStore<TouchpointContent> store;
    private final JourneySnapshots journeys;
    private final InstantSource clock;
    private final Ids ids;

    public Touchpoints(Database database, JourneySnapshots journeys, InstantSource clock, Ids ids) {
        this.store = new DocumentStore<>(database, clock, "touchpoint", TouchpointContent.class);
        this.journeys = journeys;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A touchpoint with its volume of the last 30 days.
     *
     * @param persons who were there; absent without a binding
     */
    public record Touchpoint(
            String id, @JsonUnwrapped TouchpointContent content, Optional<Long> persons, Optional<Long> occurrences) {}

    DocumentStore<TouchpointContent> store() {
        return store;
    }

    List<DocumentStore.Stored<TouchpointContent>> stored(WorkspaceId workspace) {
        return store.all(workspace);
    }

    List<Touchpoint> all(WorkspaceId workspace) {
        List<DocumentStore.Stored<TouchpointContent>> all = new ArrayList<>(store.all(workspace));
        all.sort(java.util.Comparator.comparing(stored -> stored.content().name(), String.CASE_INSENSITIVE_ORDER));
        return observed(workspace, all);
    }

    private List<Touchpoint> observed(
            WorkspaceId workspace, List<DocumentStore.Stored<TouchpointContent>> touchpoints) {
        List<DocumentStore.Stored<TouchpointContent>> bound = touchpoints.stream()
                .filter(touchpoint -> touchpoint.content().binding().isPresent())
                .toList();
        Instant now = clock.instant();
        Meetings meetings = Meetings.count(
                journeys.snapshot(workspace),
                bound.stream()
                        .map(touchpoint ->
                                Matches.of(touchpoint.content().binding().orElseThrow()))
                        .toList(),
                EventMatch.any(),
                now.minus(OBSERVED),
                now.plus(Duration.ofDays(1)),
                FoldScope.everyone());
        return touchpoints.stream()
                .map(touchpoint -> {
                    Optional<MapLive.CardFigures> figures = Optional.of(bound.indexOf(touchpoint))
                            .filter(place -> place >= 0)
                            .map(meetings::figures);
                    return new Touchpoint(
                            touchpoint.id(),
                            touchpoint.content(),
                            figures.map(MapLive.CardFigures::persons),
                            figures.map(MapLive.CardFigures::occurrences));
                })
                .toList();
    }

    /** How the touchpoints of the catalogue are called. */
    public Set<String> names(WorkspaceId workspace) {
        return store.all(workspace).stream()
                .map(stored -> stored.content().name())
                .collect(Collectors.toSet());
    }

    Touchpoint create(WorkspaceId workspace, TouchpointContent content, String by) {
        return observed(workspace, List.of(store.save(workspace, ids.next(), content, by)))
                .getFirst();
    }

    Touchpoint update(WorkspaceId workspace, String id, TouchpointContent content, String by) {
        if (store.find(workspace, id).isEmpty()) {
            throw ProblemException.notFound("The touchpoint '" + id + "'");
        }
        return observed(workspace, List.of(store.save(workspace, id, content, by)))
                .getFirst();
    }

    /** Brings a removed touchpoint back. */
    Touchpoint bringBack(WorkspaceId workspace, String id) {
        if (!store.restore(workspace, id)) {
            throw ProblemException.notFound("The touchpoint '" + id + "'");
        }
        DocumentStore.Stored<TouchpointContent> stored =
                store.find(workspace, id).orElseThrow();
        return observed(workspace, List.of(stored)).getFirst();
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw ProblemException.notFound("The touchpoint '" + id + "'");
        }
    }
}
