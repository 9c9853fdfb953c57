package dev.percorso.liquid;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a filter was given besides its input. The parser has checked how many there are. */
record Arguments(
        String filter, List<@Nullable Object> positional, Map<String, @Nullable Object> named, Evaluation evaluation) {
    Meter meter() {
        return evaluation.meter();
    }

    RenderContext context() {
        return evaluation.context();
    }

    boolean has(int index) {
        return index < positional.size();
    }

    /** {@code nil} when it was not given. */
    @Nullable
    Object value(int index) {
        return has(index) ? positional.get(index) : null;
    }

    /** Nothing when it was not given. */
    String text(int index) {
        return Printer.text(value(index), meter());
    }

    Number number(int index) {
        return Numbers.arithmetic(value(index));
    }

    /** A whole number is required. */
    long whole(int index) {
        return Numbers.integer(value(index))
                .orElseThrow(() -> Problem.value(
                        "argument " + (index + 1) + " of `" + filter + "` is a " + Values.kind(value(index)),
                        "give it a whole number"));
    }
}
