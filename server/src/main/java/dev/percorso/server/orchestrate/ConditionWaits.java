package dev.percorso.server.orchestrate;

import dev.percorso.flow.Condition;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Input;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Step;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.orchestrate.RunStore.RunThere;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, BitSet> fulfilling = new HashMap<>();
        for (FlowMachine newest : open.newest()) {
            String flow = newest.flow().flowId();
            if (!open.isPaused(flow)) {
                for (Map.Entry<String, Map<Integer, String>> wait :
                        waits(workspace, flow).entrySet()) {
                    try {
                        progress = progress.and(look(workspace, flow, wait.getKey(), wait.getValue(), fulfilling));
                    } catch (RuntimeException failure) {
                        LOG.error(
                                "who waits at {} of flow {} in {} cannot be looked at",
                                wait.getKey(),
                                flow,
                                workspace,
                                failure);
                    }
                }
            }
        }
        return progress;
    }

    /** What is waited for, by step and version, of the versions that have people inside. */
    private Map<String, Map<Integer, String>> waits(WorkspaceId workspace, String flow) {
        Map<String, Map<Integer, String>> waits = new LinkedHashMap<>();
        for (int version : turns.runs().versionsInside(workspace, flow)) {
            catalog.machine(workspace, flow, version)
                    .ifPresent(machine -> machine.flow().definition().steps().forEach(step -> {
                        // The other conditions ask about what does not change while somebody waits.
                        if (step instanceof Step.WaitUntilCondition wait
                                && wait.condition() instanceof Condition.Fact fact) {
                            waits.computeIfAbsent(step.id(), _ -> new HashMap<>())
                                    .put(version, fact.expression());
                        }
                    }));
        }
        return waits;
    }

    /**
     * @param waitedFor by version
     * @param fulfilling who fulfils what was asked for in this round
     */
    private Progress look(
            WorkspaceId workspace,
            String flow,
            String step,
            Map<Integer, String> waitedFor,
            Map<String, BitSet> fulfilling) {
        Progress progress = Progress.NONE;
        List<RunThere> there = turns.runs().at(workspace, flow, step, 0, RUNS_AT_ONCE);
        while (!there.isEmpty()) {
            List<String> found = there.stream()
                    .filter(run -> Optional.ofNullable(waitedFor.get(run.version()))
                            .filter(asked -> fulfilling
                                    .computeIfAbsent(asked, _ -> members(workspace, asked))
                                    .get(run.person()))
                            .isPresent())
                    .map(RunThere::run)
                    .toList();
            if (!found.isEmpty()) {
                progress = progress.and(tell(workspace, found));
            }
            there = turns.runs().at(workspace, flow, step, there.getLast().row(), RUNS_AT_ONCE);
        }
        return progress;
    }

    private BitSet members(WorkspaceId workspace, String expression) {
        return segments.members(
                workspace, segments.parse(Json.tree(expression.getBytes(StandardCharsets.UTF_8)), "/condition"));
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
