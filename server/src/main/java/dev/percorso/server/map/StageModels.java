package dev.percorso.server.map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.stage.StageHistory;
import dev.percorso.engine.stage.StageModel;
import dev.percorso.engine.stage.StageOccupancy;
import dev.percorso.engine.stage.StageReplay;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.segment.StageConditions;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The stage model of each workspace, and who is in which stage. */
public final class StageModels implements StageConditions {
    private static final String ONLY = "model";

    private final DocumentStore<StageModelContent> store;
    private final Cache<WorkspaceId, StageModelContent> models =
            Caffeine.newBuilder().build();

    public StageModels(Database database, InstantSource clock) {
        this.store = new DocumentStore<>(database, clock, "stages", StageModelContent.class);
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

    void save(WorkspaceId workspace, StageModelContent model, String by) {
        store.save(workspace, ONLY, model, by);
        models.invalidate(workspace);
    }

    private StageReplay replay(WorkspaceId workspace, Snapshot snapshot) {
        return new StageReplay(snapshot, model(workspace).forEngine());
    }

    List<Occupancy> occupancy(WorkspaceId workspace, Snapshot snapshot, Instant now) {
        StageOccupancy.Tally tally = snapshot.fold(new StageOccupancy(replay(workspace, snapshot), now, now));
        List<Occupancy> occupancy = new ArrayList<>();
        List<StageModelContent.StageContent> stages = model(workspace).stages();
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
        return Optional.of(model(workspace).forEngine());
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
