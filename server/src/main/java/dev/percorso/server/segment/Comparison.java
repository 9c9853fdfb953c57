package dev.percorso.server.segment;

import java.util.Arrays;
import java.util.Optional;

/** How a number is compared. */
public enum Comparison {
    AT_LEAST("atLeast"),
    AT_MOST("atMost"),
    EXACTLY("exactly");

    private final String json;

    Comparison(String json) {
        this.json = json;
    }

    static Optional<Comparison> of(String json) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.json.equals(json))
                .findFirst();
    }
}
