package dev.percorso.server.orchestrate;

import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Input;
import dev.percorso.flow.Pace;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Step;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets people pass throttles, first come first served. Who passes, that they did and when the next may are committed in one
 * transaction with their runs, so that the pace holds whatever happens in between.
 */
final class Throttles {
    private static final int RUNS_AT_ONCE = 4_000;
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;
    private final FlowTurns turns;
    private final LineStore lines;

    Throttles(Database database, InstantSource clock, FlowTurns turns) {
        this.database = database;
        this.clock = clock;
        this.turns = turns;
        this.lines = new LineStore(database);
    }

    /** Looks at the lines whose time has come. */
    Progress serve() {
        return turns.alone(() -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Progress progress = Progress.NONE;
            for (LineStore.Line line : lines.due(now)) {
                progress = progress.and(serve(line, now));
            }
            return progress;
        });
    }

    private Progress serve(LineStore.Line line, Instant now) {
        Turn turn = turns.turn(line.workspace());
        Optional<Pace> pace = pace(line, turn);
        if (pace.isEmpty() || turn.open().isPaused(line.flow())) {
            // Resuming asks again, and so does whoever joins the line.
            database.run(handle -> LineStore.lookAgain(handle, line, Optional.empty()));
            return Progress.NONE;
        }
        Instant counting = now.minus(pace.get().per());
        List<Pace.Passage> passages = lines.passages(line, counting);
        int free = pace.get().free(passages, now);
        Admission admission = admit(line, turn, Math.min(free, RUNS_AT_ONCE));
        long passed = turn.changes().left(line.flow(), line.step());
        List<Pace.Passage> all = new ArrayList<>(passages);
        all.add(new Pace.Passage(now, (int) passed));
        Instant next = passed == 0 && !admission.failed().isEmpty()
                ? now.plus(AFTER_FAILURE)
                : pace.get().next(all, now);
        database.run(handle -> {
            turns.turns().commit(handle, line.workspace(), turn.changes(), turn.open(), now);
            LineStore.leave(handle, admission.done());
            LineStore.moveBack(handle, admission.failed());
            LineStore.passed(handle, line, passed, now, counting);
            LineStore.lookAgain(handle, line, Optional.of(next));
        });
        return admission.done().isEmpty() ? Progress.NONE : Progress.of(turn.changes());
    }

    /** That of the newest version which has the throttle, for everybody in line. */
    private Optional<Pace> pace(LineStore.Line line, Turn turn) {
        return turn.open().newest().stream()
                .filter(machine -> machine.flow().flowId().equals(line.flow()))
                .flatMap(machine -> pace(machine, line).stream())
                .findFirst()
                .or(() -> lines.first(line, 1).stream()
                        .flatMap(first -> turns.runs().find(line.workspace(), first.run()).stream())
                        .flatMap(run -> turn.machineOf(run).stream())
                        .flatMap(machine -> pace(machine, line).stream())
                        .findFirst());
    }

    private static Optional<Pace> pace(FlowMachine machine, LineStore.Line line) {
        return machine.flow()
                .findStep(line.step())
                .filter(Step.Throttle.class::isInstance)
                .map(step -> ((Step.Throttle) step).pace());
    }

    /**
     * Whose turn came.
     *
     * @param done those who are in line no more, also because they had left before
     * @param failed those whose run could not be decided
     */
    private record Admission(List<LineStore.Place> done, List<LineStore.Place> failed) {}

    private Admission admit(LineStore.Line line, Turn turn, int most) {
        List<LineStore.Place> first = most == 0 ? List.of() : lines.first(line, most);
        Map<String, RunState> runs = turns.runs()
                .find(line.workspace(), first.stream().map(LineStore.Place::run).toList());
        List<LineStore.Place> done = new ArrayList<>();
        List<LineStore.Place> failed = new ArrayList<>();
        for (LineStore.Place place : first) {
            RunState run = runs.get(place.run());
            if (run != null) {
                turn.tell(run, new Input.Admitted(line.step(), place.occurrence()));
            }
            (turn.failed().contains(place.run()) ? failed : done).add(place);
        }
        return new Admission(done, failed);
    }
}
