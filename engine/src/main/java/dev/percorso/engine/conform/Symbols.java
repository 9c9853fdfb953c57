package dev.percorso.engine.conform;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The symbol of an event: that of the first binding that matches. Events whose name decides cost one array access. */
final class Symbols {
    static final int NONE = -1;

    private static final Conditional[] NOTHING = {};

    private record Conditional(int symbol, EventMatcher matcher) {}

    /** By event code: the symbol of the first binding for which the name is enough. */
    private final int[] plain;

    /** By event code: the bindings before that one, whose conditions have to be looked at. */
    private final Conditional[][] earlier;

    Symbols(List<Traces.Binding> bindings, Snapshot snapshot) {
        int codes = snapshot.eventNames().size();
        plain = new int[codes];
        earlier = new Conditional[codes][];
        List<Conditional> all = bindings.stream()
                .map(binding -> new Conditional(binding.symbol(), new EventMatcher(binding.match(), snapshot)))
                .toList();
        for (int code = 0; code < codes; code++) {
            plain[code] = NONE;
            List<Conditional> before = new ArrayList<>();
            for (Conditional binding : all) {
                int meant = binding.matcher().code();
                if (meant != EventMatcher.ANY_CODE && meant != code) {
                    continue;
                }
                if (binding.matcher().isPlain()) {
                    plain[code] = binding.symbol();
                    break;
                }
                before.add(binding);
            }
            earlier[code] = before.toArray(NOTHING);
        }
    }

    /** The symbol, or {@link #NONE}. */
    int of(Journey journey, int event) {
        int code = journey.code(event);
        for (Conditional binding : earlier[code]) {
            if (binding.matcher().conditionsHold(journey, event)) {
                return binding.symbol();
            }
        }
        return plain[code];
    }

    @Override
    public String toString() {
        return "Symbols by event code " + Arrays.toString(plain);
    }
}
