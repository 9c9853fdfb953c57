package dev.percorso.flow.format;

/** Plain data that is not a run state. */
public final class FormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String path;

    FormatException(String path, String problem) {
        super((path.isEmpty() ? "the document" : path) + " " + problem);
        this.path = path;
    }

    /** Where, as a JSON pointer; empty for the document as a whole. */
    public String path() {
        return path;
    }
}
