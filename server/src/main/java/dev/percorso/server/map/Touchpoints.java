package dev.percorso.server.map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.engine.index.Snapshot;
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
        List<BoundCard> bound = new ArrayList<>();
        for (DocumentStore.Stored<TouchpointContent> touchpoint : touchpoints) {
            touchpoint.content().binding().ifPresent(match -> bound.add(card(touchpoint.id(), Matches.of(match))));
        }
        Snapshot snapshot = journeys.snapshot(workspace);
        Instant now = clock.instant();
        LiveFold fold = new LiveFold(
                snapshot,
                bound,
                1,
                dev.percorso.engine.match.EventMatch.any(),
                now.minus(OBSERVED),
                now.plus(Duration.ofDays(1)));
        MapLive live =
                fold.result(snapshot.fold(fold), List.of(new JourneyMapContent.MapStage("all", "", StageHue.NEUTRAL)));
        return touchpoints.stream()
                .map(touchpoint -> {
                    Optional<MapLive.CardFigures> figures = live.cards().stream()
                            .filter(card -> card.card().equals(touchpoint.id()))
                            .findFirst();
                    return new Touchpoint(
                            touchpoint.id(),
                            touchpoint.content(),
                            figures.map(MapLive.CardFigures::persons),
                            figures.map(MapLive.CardFigures::occurrences));
                })
                .toList();
    }

    private static BoundCard card(String id, dev.percorso.engine.match.EventMatch match) {
        JourneyMapContent.MapCard card = new JourneyMapContent.MapCard(
                id,
                "all",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new BoundCard(card, 0, match, Optional.empty());
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

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw ProblemException.notFound("The touchpoint '" + id + "'");
        }
    }
}
