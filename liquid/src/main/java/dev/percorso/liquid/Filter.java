package dev.percorso.liquid;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One filter of the language.
 *
 * @param name how templates call it
 * @param minimum positional arguments it needs at least
 * @param maximum positional arguments it takes at most
 * @param named arguments it takes by name
 * @param seesSafeText whether it wants to know that its input is safe text; others get the mere text
 * @param body what it does
 */
record Filter(String name, int minimum, int maximum, Set<String> named, boolean seesSafeText, Body body) {
    /** The input is plain; so is the result, or it is safe text. */
    @FunctionalInterface
    interface Body {
        @Nullable
        Object apply(@Nullable Object input, Arguments arguments);
    }

    static Filter of(String name, int minimum, int maximum, Body body) {
        return new Filter(name, minimum, maximum, Set.of(), false, body);
    }

    static Filter aware(String name, Body body) {
        return new Filter(name, 0, 0, Set.of(), true, body);
    }

    String expectedArguments() {
        if (maximum == 0) {
            return "none";
        }
        return minimum == maximum ? Integer.toString(minimum) : minimum + " to " + maximum;
    }
}
