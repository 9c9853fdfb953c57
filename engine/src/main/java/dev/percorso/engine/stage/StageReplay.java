package dev.percorso.engine.stage;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatcher;
import dev.percorso.engine.segment.Condition;
import dev.percorso.engine.segment.RunningConditions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Replays journeys through a {@link StageModel} on one snapshot; safe to use from many threads. */
public final class StageReplay {

    private static final long NEVER = Long.MAX_VALUE;
    private static final int NO_CONDITION = -1;

    private final StageModel model;
    private final long[] pauseMillis;

    /** Rules of all stages, in the order of the stages. */
    private final List<Rule> rules = new ArrayList<>();

    private final RunningConditions conditions;

    /** @param condition place among the conditions, or {@link #NO_CONDITION} */
    private record Rule(int stage, RuleKind kind, EventMatcher match, int condition) {}

    public StageReplay(Snapshot snapshot, StageModel model) {
        this.model = model;
        int size = model.stages().size();
        pauseMillis = new long[size];
        List<Condition> whens = new ArrayList<>();
        for (int place = 0; place < size; place++) {
            Stage stage = model.stages().get(place);
            pauseMillis[place] = stage.pausesAfter().map(Duration::toMillis).orElse(NEVER);
            for (StageRule rule : stage.rules()) {
                int condition = rule.isUnconditional() ? NO_CONDITION : whens.size();
                if (condition != NO_CONDITION) {
                    whens.add(rule.when());
                }
                rules.add(new Rule(place, rule.kind(), new EventMatcher(rule.on(), snapshot), condition));
            }
        }
        conditions = new RunningConditions(whens, snapshot);
    }

    public StageModel model() {
        return model;
    }

    /** Receives moves as they happen. */
    interface Listener {
        void moved(long timeMillis, int from, int to);
    }

    /** The whole history up to an instant; later events are not looked at. */
    public StageHistory history(Journey journey, Instant now) {
        List<StageMove> moves = new ArrayList<>();
        replay(journey, now.toEpochMilli(), (time, from, to) -> moves.add(new StageMove(time, from, to)));
        return new StageHistory(moves);
    }

    /** Place of the person's stage at an instant, or {@link StageModel#NONE}. */
    public int current(Journey journey, Instant now) {
        return replay(journey, now.toEpochMilli(), (time, from, to) -> {});
    }

    int replay(Journey journey, long now, Listener listener) {
        RunningConditions.Reading reading = conditions.read(journey);
        int stage = StageModel.NONE;
        int end = journey.indexAfter(now);
        for (int event = 0; event < end; event++) {
            long time = journey.time(event);
            if (event > 0) {
                stage = pause(stage, journey.time(event - 1), time, listener);
            }
            reading.see(event);
            int target = target(journey, event, stage, reading);
            if (target != stage) {
                listener.moved(time, stage, target);
                stage = target;
            }
        }
        return end == 0 ? stage : pause(stage, journey.time(end - 1), now, listener);
    }

    private int pause(int stage, long lastTime, long time, Listener listener) {
        if (stage == StageModel.NONE || time - lastTime <= pauseMillis[stage]) {
            return stage;
        }
        listener.moved(lastTime + pauseMillis[stage], stage, StageModel.NONE);
        return StageModel.NONE;
    }

    private int target(Journey journey, int event, int stage, RunningConditions.Reading reading) {
        int higher = StageModel.NONE;
        int lower = StageModel.NONE;
        boolean stays = false;
        for (Rule rule : rules) {
            if (!rule.match().matches(journey, event)
                    || (rule.condition() != NO_CONDITION && !reading.holds(rule.condition()))) {
                continue;
            }
            int place = rule.stage();
            if (place > stage) {
                boolean admits =
                        rule.kind() == RuleKind.ENTER || (rule.kind() == RuleKind.ADVANCE && stage != StageModel.NONE);
                higher = admits ? place : higher;
            } else if (place < stage) {
                boolean admits = rule.kind() == RuleKind.REGRESS || (rule.kind() == RuleKind.ENTER && model.regress());
                lower = admits ? place : lower;
            } else {
                stays |= rule.kind() == RuleKind.ENTER;
            }
        }
        if (higher != StageModel.NONE) {
            return higher;
        }
        return stays || lower == StageModel.NONE ? stage : lower;
    }
}
