package dev.percorso.server.analyze;

import org.jspecify.annotations.Nullable;

/** Checks of request records; the text of a failed check reaches the caller as it is. */
final class Input {
    private Input() {}

    static void require(boolean isRight, String message) {
        if (!isRight) {
            throw new IllegalArgumentException(message);
        }
    }

    static void requirePresent(@Nullable Object value, String field) {
        require(value != null, "'" + field + "' is missing");
    }
}
