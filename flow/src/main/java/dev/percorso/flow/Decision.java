package dev.percorso.flow;

import java.util.List;

/** The next state of a run and what to carry out. */
public record Decision(RunState state, List<Effect> effects) {
    public Decision {
        effects = List.copyOf(effects);
    }
}
