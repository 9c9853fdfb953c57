package dev.percorso.server.event;

import org.jspecify.annotations.Nullable;

/** The rule for names that people give to things: sources, keys, maps, segments and so on. */
public final class DisplayName {
    private static final int LONGEST = 120;

    /** The rule in words, for messages. */
    public static final String RULE = "of 1 to " + LONGEST + " characters";

    private DisplayName() {}

    /** Whether the text may be a name. */
    public static boolean isValid(@Nullable String name) {
        return name != null && !name.isBlank() && name.strip().length() <= LONGEST;
    }
}
