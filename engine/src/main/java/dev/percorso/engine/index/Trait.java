package dev.percorso.engine.index;

import org.jspecify.annotations.Nullable;

/** A person's trait resolved on one snapshot. */
public final class Trait {
    /** Code returned for a value that is absent or not a text. */
    public static final int NO_TEXT = -1;

    private final String name;
    private final TraitTable.@Nullable ColumnView column;

    Trait(String name, TraitTable.@Nullable ColumnView column) {
        this.name = name;
        this.column = column;
    }

    /** The trait's name. */
    public String name() {
        return name;
    }

    /** Whether the person has the trait. */
    public boolean has(int person) {
        return cell(person) != Cell.ABSENT;
    }

    /** The trait as a number; NaN when absent or not a number. */
    public double number(int person) {
        long value = cell(person);
        return Cell.isNumber(value) ? Double.longBitsToDouble(value) : Double.NaN;
    }

    /** The trait's text code; {@link #NO_TEXT} when absent or not a text. */
    public int text(int person) {
        long value = cell(person);
        return Cell.isText(value) ? Cell.textCode(value) : NO_TEXT;
    }

    /** The text of a code. */
    public String textOf(int code) {
        if (column == null) {
            throw new IllegalArgumentException("trait " + name + " has no text with code " + code);
        }
        return column.texts().text(code);
    }

    /** The trait as {@code String}, {@code Double} or {@code Boolean}; null when absent. */
    public @Nullable Object value(int person) {
        return column == null ? null : Cell.decode(column.value(person), column.texts());
    }

    /** The value of a cell of this trait, as {@link #value} gives it. */
    public @Nullable Object decode(long cell) {
        return column == null ? null : Cell.decode(cell, column.texts());
    }

    /** The trait as a {@link Cell}; text codes are those of the trait. */
    public long cell(int person) {
        return column == null ? Cell.ABSENT : column.value(person);
    }
}
