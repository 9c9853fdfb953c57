package dev.percorso.server.orchestrate;

import dev.percorso.flow.Input;
import dev.percorso.flow.RunState;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.loyalty.CouponStore;
import dev.percorso.server.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells runs which code their person got, once each: an answer goes with what it brought about. */
final class CouponAnswers {
    private static final int ANSWERS_AT_ONCE = 4_000;

    private final Database database;
    private final InstantSource clock;
    private final FlowTurns turns;
    private final CouponStore coupons;

    CouponAnswers(Database database, InstantSource clock, FlowTurns turns) {
        this.database = database;
        this.clock = clock;
        this.turns = turns;
        this.coupons = new CouponStore(database);
    }

    Progress take() {
        return turns.alone(() -> {
            Map<WorkspaceId, List<CouponStore.Untold>> byWorkspace = new LinkedHashMap<>();
            coupons.untold(ANSWERS_AT_ONCE)
                    .forEach(answer -> byWorkspace
                            .computeIfAbsent(answer.workspace(), _ -> new ArrayList<>())
                            .add(answer));
            if (!byWorkspace.isEmpty()) {
                // What steps before the code have set must be known behind it.
                turns.setTraits();
            }
            Progress progress = Progress.NONE;
            for (Map.Entry<WorkspaceId, List<CouponStore.Untold>> entry : byWorkspace.entrySet()) {
                progress = progress.and(take(entry.getKey(), entry.getValue()));
            }
            return progress;
        });
    }

    private Progress take(WorkspaceId workspace, List<CouponStore.Untold> answers) {
        Turn turn = turns.turn(workspace);
        for (CouponStore.Untold answer : answers) {
            turns.runs()
                    .find(workspace, answer.run())
                    .filter(RunState::active)
                    .ifPresent(run ->
                            turn.tell(run, new Input.CouponGiven(answer.step(), answer.occurrence(), answer.coupon())));
        }
        database.run(handle -> {
            turns.turns().commit(handle, workspace, turn.changes(), turn.open(), clock.instant());
            CouponStore.told(handle, answers);
        });
        return Progress.of(turn.changes());
    }
}
