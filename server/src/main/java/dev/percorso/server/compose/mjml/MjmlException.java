package dev.percorso.server.compose.mjml;

/** MJML that cannot be made into HTML: where, what is wrong, what would be right. */
public final class MjmlException extends RuntimeException {
    private final int line;

    MjmlException(int line, String problem) {
        super(problem);
        this.line = line;
    }

    /** Line of the source, counted from 1. */
    public int line() {
        return line;
    }

    /** The problem with its line. */
    @Override
    public String getMessage() {
        return "line %d: %s".formatted(line, super.getMessage());
    }
}
