package dev.percorso.server.people;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Texts that programs send as ids by mistake. Taking them as ids would make one person of many. */
public final class RefusedIds {
    private static final int LONGEST = 200;
    private static final Set<String> REFUSED = Set.of(
            "",
            "null",
            "undefined",
            "none",
            "nil",
            "anonymous",
            "guest",
            "0",
            "true",
            "false",
            "nan",
            "[object object]",
            "00000000-0000-0000-0000-000000000000");

    private RefusedIds() {}

    public static boolean isRefused(String id) {
        return id.length() > LONGEST || REFUSED.contains(id.strip().toLowerCase(Locale.ROOT));
    }

    /** What is wrong with a refused id. */
    static String rule(String id) {
        return "'%s' cannot be an id: it is empty, longer than %d characters, or a text that programs send by mistake"
                .formatted(id.length() > LONGEST ? id.substring(0, LONGEST) : id, LONGEST);
    }

    /** The id, unless it is refused. */
    public static Optional<String> usable(Optional<String> id) {
        return id.filter(value -> !isRefused(value));
    }
}
