package dev.percorso.server.map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import dev.percorso.server.store.Removals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Drawn maps, and what really happens at their cards. */
public final class JourneyMaps implements PeopleQuerySource, Removals.Belongings {
    private static final String KIND = "map";

    private final DocumentStore<JourneyMapContent> store;
    private final MapChangeStore changes;
    private final MapRooms rooms;
    private final MapLooks looks;
    private final Touchpoints touchpoints;
    private final StageModels stages;
    private final JourneySnapshots journeys;
    private final InstantSource clock;
    private final Ids ids;

    public JourneyMaps(
            Database database,
            MapLooks looks,
            Touchpoints touchpoints,
            StageModels stages,
            JourneySnapshots journeys,
            InstantSource clock,
            Ids ids,
            MapRooms rooms) {
        this.store = new DocumentStore<>(database, clock, KIND, JourneyMapContent.class);
        this.changes = new MapChangeStore(database, store, clock);
        this.rooms = rooms;
        this.looks = looks;
        this.touchpoints = touchpoints;
        this.stages = stages;
        this.journeys = journeys;
        this.clock = clock;
        this.ids = ids;
    }

    /** A map as it was last saved. */
    public record JourneyMap(
            String id,
            long revision,
            Instant updatedAt,
            String updatedBy,
            @JsonUnwrapped JourneyMapContent content) {
        static JourneyMap of(DocumentStore.Stored<JourneyMapContent> stored) {
            return new JourneyMap(
                    stored.id(), stored.revision(), stored.updatedAt(), stored.updatedBy(), stored.content());
        }
    }

    /** A map in a list. */
    public record MapSummary(
            String id,
            String name,
            JourneyMapContent.Kind kind,
            Optional<String> persona,
            List<JourneyMapContent.MapStage> stages,
            int cards,
            Instant updatedAt,
            String updatedBy) {}

    List<MapSummary> all(WorkspaceId workspace) {
        return store.all(workspace).stream()
                .map(stored -> new MapSummary(
                        stored.id(),
                        stored.content().name(),
                        stored.content().kind().orElse(JourneyMapContent.Kind.AS_IS),
                        stored.content().persona(),
                        stored.content().stages(),
                        stored.content().cards().size(),
                        stored.updatedAt(),
                        stored.updatedBy()))
                .toList();
    }

    /** A map; a problem when there is none. */
    public JourneyMap get(WorkspaceId workspace, String id) {
        return store.find(workspace, id).map(JourneyMap::of).orElseThrow(() -> missing(id));
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("The map '" + id + "'");
    }

    /** All maps, whole. */
    public List<JourneyMap> whole(WorkspaceId workspace) {
        return store.all(workspace).stream().map(JourneyMap::of).toList();
    }

    /** What a map still lacks. */
    MapLint.Checklist lint(WorkspaceId workspace, String id) {
        Set<String> bound = touchpoints.stored(workspace).stream()
                .filter(touchpoint -> touchpoint.content().binding().isPresent())
                .map(DocumentStore.Stored::id)
                .collect(Collectors.toSet());
        return MapLint.check(get(workspace, id).content(), bound);
    }

    DocumentStore<JourneyMapContent> store() {
        return store;
    }

    JourneyMap create(WorkspaceId workspace, JourneyMapContent content, String by) {
        return JourneyMap.of(store.save(workspace, ids.next(), content, by));
    }

    JourneyMap save(WorkspaceId workspace, String id, JourneyMapContent content, long revision, String by) {
        return replaced(workspace, id, content, Optional.of(revision), by);
    }

    /** Makes the map what it once was, whoever changed it since; the change can be followed in its history. */
    public JourneyMap restore(WorkspaceId workspace, String id, JourneyMapContent content, String by) {
        return replaced(workspace, id, content, Optional.empty(), by);
    }

    private JourneyMap replaced(
            WorkspaceId workspace, String id, JourneyMapContent content, Optional<Long> revision, String by) {
        JourneyMap saved = changes.replace(workspace, id, content, revision, by)
                .map(JourneyMap::of)
                .orElseThrow(() -> missing(id));
        rooms.saved(workspace, id, List.of(), by);
        return saved;
    }

    /**
     * What became of an editor's changes.
     *
     * @param map as it is now; empty when it is exactly what the editor has
     */
    record Changed(long revision, Optional<JourneyMap> map, List<MapEdits.Notice> notices) {}

    /** Puts an editor's changes on top of what others have saved since. */
    Changed change(WorkspaceId workspace, String id, MapChangeStore.Editor editor, long base, List<MapChange> edits) {
        MapChangeStore.Saved saved =
                changes.apply(workspace, id, editor, base, edits).orElseThrow(() -> missing(id));
        List<MapEdits.Notice> notices = saved.notices();
        rooms.saved(workspace, id, notices, editor.name());
        boolean alone = notices.isEmpty() && saved.map().revision() <= base + 1;
        return new Changed(
                saved.map().revision(), alone ? Optional.empty() : Optional.of(JourneyMap.of(saved.map())), notices);
    }

    List<MapChangeStore.Change> history(WorkspaceId workspace, String id, long before, int limit) {
        get(workspace, id);
        return changes.history(workspace, id, before, limit);
    }

    /** News of a map for one window; waits until there are some. */
    MapRooms.News news(WorkspaceId workspace, String id, MapRooms.Question question) throws InterruptedException {
        return rooms.ask(workspace, id, question, () -> get(workspace, id).revision());
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw missing(id);
        }
    }

    /** Brings a removed map back with all that was said about it. */
    JourneyMap bringBack(WorkspaceId workspace, String id) {
        if (!store.restore(workspace, id)) {
            throw missing(id);
        }
        return get(workspace, id);
    }

    /** Takes the history of a map away with it. */
    @Override
    public void remove(Handle handle, WorkspaceId workspace, String kind, String id) {
        if (kind.equals(KIND)) {
            MapChangeStore.removeAll(handle, workspace, id);
        }
    }

    // ---------------------------------------------------------------- figures

    private MapLook look(WorkspaceId workspace, String id, Scope scope) {
        return looks.look(workspace, get(workspace, id).content(), scope);
    }

    MapLive live(WorkspaceId workspace, String id, Scope scope) {
        MapLook look = look(workspace, id, scope);
        LiveFold fold = liveFold(look);
        return fold.result(
                look.snapshot().fold(fold, look.persons()), look.map().stages());
    }

    /** How long people take from card to card: along the map, and along the ways that were drawn. */
    ElapsedFold.Times times(WorkspaceId workspace, String id, Scope scope) {
        MapLook look = look(workspace, id, scope);
        List<String> order = look.cards().stream().map(card -> card.card().id()).toList();
        Set<ElapsedFold.Way> ways = new LinkedHashSet<>();
        for (int card = 0; card < order.size(); card++) {
            List<JourneyMapContent.Next> drawn = look.cards().get(card).card().next();
            for (JourneyMapContent.Next next : drawn) {
                int target = order.indexOf(next.card());
                if (target >= 0 && target != card) {
                    ways.add(new ElapsedFold.Way(card, target));
                }
            }
            if (drawn.isEmpty() && card + 1 < order.size()) {
                ways.add(new ElapsedFold.Way(card, card + 1));
            }
        }
        ElapsedFold fold = new ElapsedFold(look.snapshot(), look.cards(), List.copyOf(ways), look.from(), look.to());
        return fold.result(look.snapshot().fold(fold, look.persons()));
    }

    private static LiveFold liveFold(MapLook look) {
        return new LiveFold(
                look.snapshot(), look.cards(), look.map().stages().size(), look.goal(), look.from(), look.to());
    }

    // ---------------------------------------------------------------- people

    @Override
    public Set<PeopleQuery.Kind> kinds() {
        return Set.of(PeopleQuery.Kind.STAGE, PeopleQuery.Kind.CARD, PeopleQuery.Kind.MAP_STAGE);
    }

    @Override
    public BitSet persons(WorkspaceId workspace, PeopleQuery query) {
        return switch (query.kind()) {
            case STAGE -> inStage(workspace, need(query.stage(), "stage"));
            case CARD -> atCard(workspace, query);
            case MAP_STAGE -> atStage(workspace, query);
            default -> throw new IllegalArgumentException("not a figure of a map: " + query.kind());
        };
    }

    private BitSet inStage(WorkspaceId workspace, String stage) {
        if (!stage.isEmpty() && !stages.exists(workspace, stage)) {
            throw ProblemException.notFound("The stage '" + stage + "'");
        }
        Snapshot snapshot = journeys.snapshot(workspace);
        return snapshot.fold(
                dev.percorso.engine.fold.PersonSet.where(stages.test(workspace, snapshot, stage, clock.instant())));
    }

    private BitSet atCard(WorkspaceId workspace, PeopleQuery query) {
        MapLook look = look(workspace, need(query.map(), "map"), need(query.scope(), "scope"));
        String id = need(query.card(), "card");
        for (int card = 0; card < look.cards().size(); card++) {
            if (look.cards().get(card).card().id().equals(id)) {
                LiveFold.Tally tally = look.snapshot().fold(liveFold(look), look.persons());
                return query.part().equals(Optional.of(PeopleQuery.Part.FAILED))
                        ? tally.failedAt(card)
                        : choose(tally, card, query.outcome());
            }
        }
        throw ProblemException.notFound("A card '%s' that is bound to events".formatted(id));
    }

    private BitSet atStage(WorkspaceId workspace, PeopleQuery query) {
        MapLook look = look(workspace, need(query.map(), "map"), need(query.scope(), "scope"));
        int stage = look.map().stageIndex(need(query.stage(), "stage"));
        if (stage < 0) {
            throw ProblemException.notFound(
                    "The stage '%s'".formatted(query.stage().orElseThrow()));
        }
        LiveFold fold = new LiveFold(
                look.snapshot(),
                look.cards(),
                look.map().stages().size(),
                look.goal(),
                look.from(),
                look.to(),
                query.value().map(campaign -> new LiveFold.Sought(stage, campaign)));
        LiveFold.Tally tally = look.snapshot().fold(fold, look.persons());
        if (query.value().isPresent()) {
            return tally.fromCampaign();
        }
        return query.part().map(part -> tally.after(stage, part)).orElseGet(() -> tally.inStage(stage));
    }

    private static BitSet choose(LiveFold.Tally tally, int card, Optional<PeopleQuery.Outcome> outcome) {
        if (outcome.isEmpty()) {
            return tally.personsOf(card);
        }
        if (outcome.get().isConverted()) {
            return tally.convertedOf(card);
        }
        BitSet lost = (BitSet) tally.personsOf(card).clone();
        lost.andNot(tally.convertedOf(card));
        return lost;
    }

    static <T> T need(Optional<T> field, String name) {
        return field.orElseThrow(() -> ProblemException.invalid("/" + name, "this figure needs '" + name + "'"));
    }
}
