package dev.percorso.server.orchestrate;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.orchestrate.KeptInputStore.Kept;
import dev.percorso.server.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives inputs that could not be decided once more where somebody asked for it; they go with what they bring about. */
final class SecondTries {
    private static final int INPUTS_AT_ONCE = 1_000;

    private final Database database;
    private final InstantSource clock;
    private final FlowTurns turns;
    private final KeptInputStore inputs;

    SecondTries(Database database, InstantSource clock, FlowTurns turns) {
        this.database = database;
        this.clock = clock;
        this.turns = turns;
        this.inputs = new KeptInputStore(database);
    }

    Progress take() {
        return turns.alone(() -> {
            Map<WorkspaceId, List<Kept>> byWorkspace = new LinkedHashMap<>();
            inputs.wanted(INPUTS_AT_ONCE)
                    .forEach(kept -> byWorkspace
                            .computeIfAbsent(kept.workspace(), _ -> new ArrayList<>())
                            .add(kept));
            Progress progress = Progress.NONE;
            for (Map.Entry<WorkspaceId, List<Kept>> entry : byWorkspace.entrySet()) {
                progress = progress.and(take(entry.getKey(), entry.getValue()));
            }
            return progress;
        });
    }

    private Progress take(WorkspaceId workspace, List<Kept> some) {
        Turn turn = turns.turn(workspace);
        turn.load(some.stream().map(kept -> kept.given().person()).distinct().toList());
        some.forEach(kept -> turn.again(kept.given()));
        database.run(handle -> {
            turns.turns().commit(handle, workspace, turn.changes(), turn.open(), clock.instant());
            KeptInputStore.given(handle, some, turn.failed());
        });
        return Progress.of(turn.changes());
    }
}
