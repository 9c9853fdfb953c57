package dev.percorso.server.http;

/** Everything that can go wrong as a caller sees it: whose fault it is follows from the status. */
public enum ErrorCode {
    INVALID_JSON(400, "The body is not valid JSON"),
    INVALID_INPUT(422, "Something in the input is not right"),
    UNSUPPORTED_MEDIA_TYPE(415, "This kind of body is not understood"),
    TOO_SLOW(408, "The request took too long"),
    TOO_LARGE(413, "The body is too large"),
    NOT_SIGNED_IN(401, "Please sign in"),
    WRONG_CREDENTIALS(401, "E-mail or password is wrong"),
    WRONG_KEY(401, "The key is not valid"),
    CSRF_TOKEN_MISSING(403, "The request did not come from Percorso's own pages"),
    NOT_ALLOWED(403, "You may not do this"),
    NOT_FOUND(404, "There is nothing here"),
    GONE(410, "This link no longer works"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here"),
    CONFLICT(409, "Somebody else changed it first"),
    IN_USE(409, "It is still in use"),
    ALREADY_EXISTS(409, "It exists already"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    NOT_CONFIGURED(409, "This is not set up yet"),
    STOPPED(409, "It was stopped before its end"),
    UNAVAILABLE(503, "Percorso cannot take this now; try again"),
    INTERNAL(500, "Percorso failed; nothing you sent was at fault");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Stable name for programs, e.g. {@code invalid-input}. */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
