package dev.percorso.server.http;

import java.util.List;
import java.util.Optional;

/** Ends a request with an RFC 9457 problem: what happened, what was kept, what to do. */
public final class ProblemException extends RuntimeException {
    private final ErrorCode code;
    private final List<FieldError> errors;
    private final Optional<Integer> retryAfterSeconds;

    /**
     * One fault of the input.
     *
     * @param field JSON pointer to the fault, or the id of the step it concerns
     * @param code stable name of the fault
     * @param message what was wrong and what would be right
     * @param position in a field of text, the number of characters before the fault
     */
    public record FieldError(String field, String code, String message, Optional<Integer> position) {
        public FieldError(String field, String code, String message) {
            this(field, code, message, Optional.empty());
        }
    }

    private ProblemException(ErrorCode code, String detail, List<FieldError> errors, Optional<Integer> retryAfter) {
        super(detail);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfterSeconds = retryAfter;
    }

    public static ProblemException of(ErrorCode code, String detail) {
        return new ProblemException(code, detail, List.of(), Optional.empty());
    }

    public static ProblemException retryLater(ErrorCode code, String detail, int seconds) {
        return new ProblemException(code, detail, List.of(), Optional.of(seconds));
    }

    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, "invalid", message)));
    }

    public static ProblemException invalid(List<FieldError> errors) {
        String detail = errors.stream()
                .map(FieldError::message)
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
        return new ProblemException(ErrorCode.INVALID_INPUT, detail, errors, Optional.empty());
    }

    public static ProblemException notFound(String what) {
        return of(ErrorCode.NOT_FOUND, what + " does not exist or was deleted");
    }

    /** What people are told of a failure of any kind; the log has the rest. */
    public static String told(RuntimeException failure) {
        return failure instanceof ProblemException problem ? problem.detail() : "It failed; see the server's log";
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Optional<Integer> retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
