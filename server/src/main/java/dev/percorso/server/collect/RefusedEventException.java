package dev.percorso.server.collect;

/** One event of a call cannot be taken. */
final class RefusedEventException extends RuntimeException {
    /** Code of events whose content must not be kept either. */
    static final String NO_CONSENT = "no-consent";

    private final String code;

    RefusedEventException(String code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    Refusal refusal(String payload) {
        return new Refusal(code, String.valueOf(getMessage()), code.equals(NO_CONSENT) ? "" : payload);
    }
}
