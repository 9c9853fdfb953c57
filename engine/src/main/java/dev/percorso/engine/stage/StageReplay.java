package dev.percorso.engine.stage;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Replays journeys through a {@link StageModel} on one snapshot; safe to use from many threads. */
public final class StageReplay {

    private static final long NEVER = Long.MAX_VALUE;

    private final StageModel model;
    private final long[] pauseMillis;

    /** Rules of all stages, in the order of the stages. */
    private final List<Rule> rules = new ArrayList<>();

    private record Rule(int stage, RuleKind kind, EventMatcher match, int times, long withinMillis) {}

    public StageReplay(Snapshot snapshot, StageModel model) {
        this.model = model;
        int size = model.stages().size();
        pauseMillis = new long[size];
        for (int place = 0; place < size; place++) {
            Stage stage = model.stages().get(place);
            pauseMillis[place] = stage.pausesAfter().map(Duration::toMillis).orElse(NEVER);
            for (StageRule rule : stage.rules()) {
                rules.add(new Rule(
                        place,
                        rule.kind(),
                        new EventMatcher(rule.match(), snapshot),
                        rule.times(),
                        rule.within().map(Duration::toMillis).orElse(NEVER)));
            }
        }
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
        MatchTimes matches = new MatchTimes();
        int stage = StageModel.NONE;
        int end = journey.indexAfter(now);
        for (int event = 0; event < end; event++) {
            long time = journey.time(event);
            if (event > 0) {
                stage = pause(stage, journey.time(event - 1), time, listener);
            }
            int target = target(journey, event, stage, matches);
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

    private int target(Journey journey, int event, int stage, MatchTimes matches) {
        int higher = StageModel.NONE;
        int lower = StageModel.NONE;
        boolean stays = false;
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (!rule.match().matches(journey, event) || !enough(rule, i, journey, event, matches)) {
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

    private boolean enough(Rule rule, int number, Journey journey, int event, MatchTimes matches) {
        if (rule.times() == 1) {
            return true;
        }
        long time = journey.time(event);
        long earliest = matches.add(rules.size(), number, rule.times(), time);
        return earliest != MatchTimes.TOO_FEW
                && (rule.withinMillis() == NEVER || time - earliest <= rule.withinMillis());
    }

    /** The latest instants of each counting rule, in rings; made when the first rule needs it. */
    private static final class MatchTimes {
        private static final long TOO_FEW = Long.MIN_VALUE;
        private long[][] rings = {};
        private int[] counts = {};

        /** Notes a match and gives the instant of the one {@code times − 1} before it. */
        long add(int rules, int rule, int times, long time) {
            if (rings.length == 0) {
                rings = new long[rules][];
                counts = new int[rules];
            }
            if (counts[rule] == 0) {
                rings[rule] = new long[times];
            }
            rings[rule][counts[rule] % times] = time;
            counts[rule]++;
            return counts[rule] < times ? TOO_FEW : rings[rule][counts[rule] % times];
        }
    }
}
