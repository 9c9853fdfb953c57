package dev.percorso.server.orchestrate;

import dev.percorso.flow.Condition;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Input;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Step;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.orchestrate.FlowTurns.Progress;
import dev.percorso.server.orchestrate.RunStore.RunThere;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at people who wait for a condition that may come true without an event of theirs: as time passes, or because
 * somebody changed what is known of them. Asks who fulfils it once for everybody, then only about those who do.
 */
final class ConditionWaits {
    private static final Logger LOG = LoggerFactory.getLogger(ConditionWaits.class);
    private static final int RUNS_AT_ONCE = 4_000;

    private final Database database;
    private final InstantSource clock;
    private final FlowTurns turns;
    private final FlowCatalog catalog;
    private final Segments segments;

    ConditionWaits(Database database, InstantSource clock, FlowTurns turns, FlowCatalog catalog, Segments segments) {
        this.database = database;
        this.clock = clock;
        this.turns = turns;
        this.catalog = catalog;
        this.segments = segments;
    }

    Progress look(WorkspaceId workspace) {
        Progress progress = Progress.NONE;
        FlowCatalog.OpenFlows open = catalog.open(workspace);
        for (FlowMachine newest : open.newest()) {
            String flow = newest.flow().flowId();
            for (int version = 1;
                    !open.isPaused(flow) && version <= newest.flow().number();
                    version++) {
                Optional<FlowMachine> machine = catalog.machine(workspace, flow, version);
                if (machine.isPresent()) {
                    progress = progress.and(look(workspace, machine.get()));
                }
            }
        }
        return progress;
    }

    private Progress look(WorkspaceId workspace, FlowMachine machine) {
        Progress progress = Progress.NONE;
        for (Step step : machine.flow().definition().steps()) {
            // The other conditions ask about what does not change while somebody waits.
            if (step instanceof Step.WaitUntilCondition wait && wait.condition() instanceof Condition.Fact fact) {
                try {
                    progress = progress.and(look(workspace, machine, wait, fact));
                } catch (RuntimeException failure) {
                    LOG.error(
                            "who waits at {} of flow {} in {} cannot be looked at",
                            step.id(),
                            machine.flow().flowId(),
                            workspace,
                            failure);
                }
            }
        }
        return progress;
    }

    private Progress look(
            WorkspaceId workspace, FlowMachine machine, Step.WaitUntilCondition wait, Condition.Fact fact) {
        Progress progress = Progress.NONE;
        List<RunThere> there = at(workspace, machine, wait, 0);
        if (there.isEmpty()) {
            return progress;
        }
        BitSet fulfilling = segments.members(
                workspace, segments.parse(Json.tree(fact.expression().getBytes(StandardCharsets.UTF_8)), "/condition"));
        while (!there.isEmpty()) {
            List<String> found = there.stream()
                    .filter(run -> fulfilling.get(run.person()))
                    .map(RunThere::run)
                    .toList();
            if (!found.isEmpty()) {
                progress = progress.and(tell(workspace, found));
            }
            there = at(workspace, machine, wait, there.getLast().row());
        }
        return progress;
    }

    private List<RunThere> at(WorkspaceId workspace, FlowMachine machine, Step step, long after) {
        return turns.runs()
                .at(workspace, machine.flow().flowId(), machine.flow().number(), step.id(), after, RUNS_AT_ONCE);
    }

    private Progress tell(WorkspaceId workspace, List<String> found) {
        return turns.alone(() -> {
            Turn turn = turns.turn(workspace);
            turns.runs().find(workspace, found).values().stream()
                    .filter(RunState::active)
                    .forEach(run -> turn.tell(run, new Input.LookedAt()));
            database.run(
                    handle -> turns.turns().commit(handle, workspace, turn.changes(), turn.open(), clock.instant()));
            return Progress.of(turn.changes());
        });
    }
}
