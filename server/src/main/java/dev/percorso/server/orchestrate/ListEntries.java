package dev.percorso.server.orchestrate;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.list.ListStore;
import dev.percorso.server.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells flows who came onto a list, once each: an arrival goes with what it brought about. */
final class ListEntries {
    private static final int ARRIVALS_AT_ONCE = 4_000;

    private final Database database;
    private final InstantSource clock;
    private final FlowTurns turns;
    private final ListStore lists;

    ListEntries(Database database, InstantSource clock, FlowTurns turns) {
        this.database = database;
        this.clock = clock;
        this.turns = turns;
        this.lists = new ListStore(database);
    }

    Progress take() {
        return turns.alone(() -> {
            Map<WorkspaceId, List<ListStore.Arrival>> byWorkspace = new LinkedHashMap<>();
            lists.arrivals(ARRIVALS_AT_ONCE)
                    .forEach(arrival -> byWorkspace
                            .computeIfAbsent(arrival.workspace(), _ -> new ArrayList<>())
                            .add(arrival));
            Progress progress = Progress.NONE;
            for (Map.Entry<WorkspaceId, List<ListStore.Arrival>> entry : byWorkspace.entrySet()) {
                progress = progress.and(take(entry.getKey(), entry.getValue()));
            }
            return progress;
        });
    }

    private Progress take(WorkspaceId workspace, List<ListStore.Arrival> arrivals) {
        Turn turn = turns.turn(workspace);
        turn.load(arrivals.stream().map(ListStore.Arrival::person).distinct().toList());
        arrivals.forEach(arrival -> turn.listed(arrival.person(), arrival.list(), arrival.id()));
        database.run(handle -> {
            turns.turns().commit(handle, workspace, turn.changes(), turn.open(), clock.instant());
            ListStore.told(handle, arrivals);
        });
        return Progress.of(turn.changes());
    }
}
