package dev.percorso.engine.index;

import org.jspecify.annotations.Nullable;

/** An event property resolved on one snapshot: a handle that makes reading a value cheap. Use it on that snapshot. */
public final class Property {
    /** Code returned for a value that is absent or not a text. */
    public static final int NO_TEXT = -1;

    private final String name;
    final int id;
    final Base base;
    final @Nullable PropertyColumn[] columns;
    final TextDictionary texts;

    Property(String name, int id, Base base, @Nullable PropertyColumn[] columns, TextDictionary texts) {
        this.name = name;
        this.id = id;
        this.base = base;
        this.columns = columns;
        this.texts = texts;
    }

    /** The property's name. */
    public String name() {
        return name;
    }

    /** The code of a text among this property's values, or {@link #NO_TEXT} when no event ever had it. */
    public int codeOf(String text) {
        return texts.find(text);
    }

    /** The text of a code. */
    public String text(int code) {
        return texts.text(code);
    }

    /** The value of a cell of this property: {@code String}, {@code Double} or {@code Boolean}; null when absent. */
    public @Nullable Object decode(long cell) {
        return Cell.decode(cell, texts);
    }

    /** One above the highest text code in use. */
    public int textCount() {
        return texts.count();
    }
}
