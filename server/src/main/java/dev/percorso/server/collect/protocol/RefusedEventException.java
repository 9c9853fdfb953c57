package dev.percorso.server.collect.protocol;

import dev.percorso.server.collect.Refusal;
import java.util.Optional;

/** One event of a call cannot be taken. */
final class RefusedEventException extends RuntimeException {
    private final String code;

    RefusedEventException(String code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    Refusal refusal(String form, String payload) {
        return new Refusal(
                code, String.valueOf(getMessage()), payload, payload.isEmpty() ? Optional.empty() : Optional.of(form));
    }
}
