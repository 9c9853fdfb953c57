package dev.percorso.flow.simulate;

import dev.percorso.flow.Effect;
import dev.percorso.flow.RunState;
import java.time.Instant;
import java.util.List;

/**
 * What a scenario did.
 *
 * @param entries every effect with the time of the virtual clock and the run, in order
 * @param runs the last state of every run, in the order they began
 */
public record Trace(List<Entry> entries, List<RunState> runs) {
    public Trace {
        entries = List.copyOf(entries);
        runs = List.copyOf(runs);
    }

    /** One effect. */
    public record Entry(Instant at, String person, String run, Effect effect) {}

    /** The entries whose effect is of one kind. */
    public List<Entry> of(Class<? extends Effect> kind) {
        return entries.stream().filter(entry -> kind.isInstance(entry.effect())).toList();
    }
}
