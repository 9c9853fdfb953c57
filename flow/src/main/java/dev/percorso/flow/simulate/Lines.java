package dev.percorso.flow.simulate;

import dev.percorso.flow.Effect;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Pace;
import dev.percorso.flow.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The lines at the throttles of one flow: who waits, and when others passed. Mutable, of one thread. */
final class Lines {
    private final Map<String, Deque<Place>> waiting = new TreeMap<>();
    private final Map<String, List<Pace.Passage>> passages = new HashMap<>();

    /** A place in the line of a step. */
    record Place(String step, String run, int occurrence, Instant since) {}

    /** Whose turn comes when. */
    record Turn(Place place, Instant at) {}

    /** What the machine's throttle at a place lets on. */
    static Optional<Pace> paceOf(FlowMachine machine, Place place) {
        return machine.flow()
                .findStep(place.step())
                .filter(Step.Throttle.class::isInstance)
                .map(step -> ((Step.Throttle) step).pace());
    }

    /** Notes who joins a line and who passes. */
    void follow(Effect effect, String run, Instant at) {
        if (effect instanceof Effect.JoinLine join) {
            waiting.computeIfAbsent(join.step(), _ -> new ArrayDeque<>())
                    .add(new Place(join.step(), run, join.occurrence(), at));
        }
        if (effect instanceof Effect.MovedTo moved && waiting.containsKey(moved.from())) {
            passages.computeIfAbsent(moved.from(), _ -> new ArrayList<>()).add(new Pace.Passage(at, 1));
        }
    }

    /** The first turn of all lines. */
    Optional<Turn> next(Function<Place, Pace> paceOf) {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        return waiting.values().stream()
                .filter(line -> !line.isEmpty())
                .map(Deque::getFirst)
                .map(place -> new Turn(
                        place, paceOf.apply(place).next(passages.getOrDefault(place.step(), List.of()), place.since())))
                .min(Comparator.comparing(Turn::at));
    }

    /** Takes whoever is first out of the line. */
    void leave(Place place) {
        waiting.getOrDefault(place.step(), new ArrayDeque<>()).remove(place);
    }
}
