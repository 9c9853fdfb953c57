package dev.percorso.server.people;

import dev.percorso.server.http.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A trait as a user gives it.
 *
 * @param value text, number or boolean
 */
public record TraitInput(Object value) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_VALUE = 4_000;

    /** The value as it is kept. */
    public Object scalar() {
        return scalar(value);
    }

    /** A value as it is kept. */
    public static Object scalar(@Nullable Object value) {
        return switch (value) {
            case String text when text.length() <= LONGEST_VALUE -> text;
            case Boolean flag -> flag;
            case Integer whole -> Long.valueOf(whole);
            case Long whole -> whole;
            case Double real -> real;
            case null, default ->
                throw ProblemException.invalid(
                        "/value",
                        "a trait is a text of up to %d characters, a number or a boolean".formatted(LONGEST_VALUE));
        };
    }

    /** The name, if it can be one. */
    public static String name(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || ConsentTraits.isOnlyConsent(name)) {
            throw ProblemException.invalid(
                    "/trait",
                    "a trait has a name of 1 to %d characters that does not begin with '%s'"
                            .formatted(LONGEST_NAME, ConsentTraits.PREFIX));
        }
        return name;
    }
}
