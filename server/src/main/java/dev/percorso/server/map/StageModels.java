package dev.percorso.server.map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.stage.StageHistory;
import dev.percorso.engine.stage.StageModel;
import dev.percorso.engine.stage.StageOccupancy;
import dev.percorso.engine.stage.StageReplay;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemException.FieldError;
import dev.percorso.server.segment.RuleConditions;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.segment.StageConditions;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The stage model of each workspace, and who is in which stage. */
public final class StageModels implements StageConditions, SegmentUse {
    private static final String ONLY = "model";
    private static final int MOST_KEPT = 50;

    private final DocumentStore<StageModelContent> store;
    private final DocumentStore<StageModelContent> kept;
    private final RuleConditions conditions;
    private final Cache<WorkspaceId, StageModelContent> models =
            Caffeine.newBuilder().build();

    public StageModels(Database database, RuleConditions conditions, InstantSource clock) {
        this.store = new DocumentStore<>(database, clock, "stages", StageModelContent.class);
        this.kept = new DocumentStore<>(database, clock, "stage-history", StageModelContent.class);
        this.conditions = conditions;
    }

    /** Persons now in a stage; an empty stage is none. */
    public record Occupancy(String stage, long persons) {}

    StageModelContent model(WorkspaceId workspace) {
        return models.get(
                workspace,
                key -> store.find(key, ONLY)
                        .map(DocumentStore.Stored::content)
                        .orElseGet(StageModelContent::byDefault));
    }

    /**
     * Keeps a model.
     *
     * @throws ProblemException that names every fault in the conditions of its rules
     */
    void save(WorkspaceId workspace, StageModelContent model, String by) {
        check(workspace, model);
        DocumentStore.Stored<StageModelContent> saved = store.save(workspace, ONLY, model, by);
        kept.save(workspace, "%08d".formatted(saved.revision()), model, by);
        kept.all(workspace).stream()
                .map(DocumentStore.Stored::id)
                .filter(id -> Long.parseLong(id) <= saved.revision() - MOST_KEPT)
                .forEach(id -> kept.delete(workspace, id));
        models.invalidate(workspace);
    }

    /** A model as it once was saved. */
    public record Saved(long revision, Instant savedAt, String savedBy, StageModelContent model) {}

    /** What was saved, the newest first. */
    List<Saved> history(WorkspaceId workspace) {
        return kept.all(workspace).stream()
                .map(one -> new Saved(Long.parseLong(one.id()), one.updatedAt(), one.updatedBy(), one.content()))
                .sorted(Comparator.comparingLong(saved -> -saved.revision()))
                .toList();
    }

    void check(WorkspaceId workspace, StageModelContent model) {
        List<FieldError> faults = new ArrayList<>();
        model.conditions()
                .forEach((pointer, condition) -> faults.addAll(conditions.faults(workspace, condition, pointer)));
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private StageModel forEngine(WorkspaceId workspace, StageModelContent model) {
        return model.forEngine(condition -> conditions.translate(workspace, condition));
    }

    private StageReplay replay(WorkspaceId workspace, Snapshot snapshot) {
        return new StageReplay(snapshot, forEngine(workspace, model(workspace)));
    }

    List<Occupancy> occupancy(WorkspaceId workspace, Snapshot snapshot, Instant now) {
        return occupancy(workspace, model(workspace), FoldScope.everyone(), snapshot, now);
    }

    /** Where people would be now by a model, which need not be kept. */
    List<Occupancy> occupancy(
            WorkspaceId workspace, StageModelContent model, FoldScope scope, Snapshot snapshot, Instant now) {
        StageReplay replay = new StageReplay(snapshot, forEngine(workspace, model));
        StageOccupancy.Tally tally = snapshot.fold(new StageOccupancy(replay, now, now), scope);
        List<Occupancy> occupancy = new ArrayList<>();
        List<StageModelContent.StageContent> stages = model.stages();
        for (int place = 0; place < stages.size(); place++) {
            occupancy.add(new Occupancy(stages.get(place).id(), tally.persons(place)));
        }
        occupancy.add(new Occupancy("", tally.persons(StageModel.NONE)));
        return occupancy;
    }

    /** When a person moved between stages, by their ids; an empty id is none. */
    StageHistory history(WorkspaceId workspace, Snapshot snapshot, int person, Instant now) {
        return replay(workspace, snapshot).history(snapshot.journey(person), now);
    }

    @Override
    public boolean exists(WorkspaceId workspace, String stage) {
        return model(workspace).stages().stream().anyMatch(known -> known.id().equals(stage));
    }

    @Override
    public Optional<StageModel> rules(WorkspaceId workspace) {
        return Optional.of(forEngine(workspace, model(workspace)));
    }

    @Override
    public Set<String> segments(WorkspaceId workspace) {
        return model(workspace).conditions().values().stream()
                .flatMap(condition -> RuleConditions.segmentsIn(condition).stream())
                .collect(Collectors.toSet());
    }

    @Override
    public List<String> usesOf(WorkspaceId workspace, String segment) {
        return segments(workspace).contains(segment) ? List.of("the rules of the stages") : List.of();
    }

    @Override
    public Predicate<Journey> test(WorkspaceId workspace, Snapshot snapshot, String stage, Instant now) {
        StageReplay replay = replay(workspace, snapshot);
        int place = stage.isEmpty() ? StageModel.NONE : replay.model().indexOf(stage);
        if (place == StageModel.NONE && !stage.isEmpty()) {
            return journey -> false;
        }
        return journey -> replay.current(journey, now) == place;
    }

    @Override
    public Optional<String> stageOf(WorkspaceId workspace, Snapshot snapshot, int person, Instant now) {
        StageReplay replay = replay(workspace, snapshot);
        int place = replay.current(snapshot.journey(person), now);
        return place == StageModel.NONE
                ? Optional.empty()
                : Optional.of(replay.model().stages().get(place).name());
    }
}
