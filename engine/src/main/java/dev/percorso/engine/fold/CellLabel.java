package dev.percorso.engine.fold;

import dev.percorso.engine.index.Cell;
import dev.percorso.engine.index.Property;

/** The text a property value is shown as in groups. */
public final class CellLabel {

    private CellLabel() {}

    /** Whole numbers without decimals; empty for an absent value. */
    public static String of(long cell, Property property) {
        if (cell == Cell.ABSENT) {
            return "";
        }
        if (Cell.isText(cell)) {
            return property.text(Cell.textCode(cell));
        }
        if (Cell.isBoolean(cell)) {
            return Boolean.toString(Cell.booleanOf(cell));
        }
        double number = Cell.numberOf(cell);
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
