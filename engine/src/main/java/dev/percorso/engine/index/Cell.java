package dev.percorso.engine.index;

import org.jspecify.annotations.Nullable;

/**
 * Reads a <em>cell</em>: a property or trait value in 64 bits, for code that looks at many. A number is its own {@code double} bits; texts and booleans hide in the
 * negative quiet NaNs that {@link Double#doubleToLongBits} never returns. Texts are codes of a dictionary.
 */
public final class Cell {
    /** The cell of an event or person without the value. */
    public static final long ABSENT = 0xFFFC_0000_0000_0000L;

    private static final long TEXT = 0xFFFA_0000_0000_0000L;
    private static final long BOOLEAN = 0xFFFB_0000_0000_0000L;
    private static final long TAG = 0xFFFF_0000_0000_0000L;

    /** A value column without numbers stores 4-byte codes: 0 is false, 1 is true, then texts. */
    static final int FIRST_TEXT_CODE = 2;

    private Cell() {}

    static long ofNumber(double number) {
        return Double.doubleToLongBits(number);
    }

    static long ofText(int code) {
        return TEXT | code;
    }

    static long ofBoolean(boolean value) {
        return value ? BOOLEAN | 1 : BOOLEAN;
    }

    /** Whether the cell holds a text. */
    public static boolean isText(long value) {
        return (value & TAG) == TEXT;
    }

    /** Whether the cell holds a boolean. */
    public static boolean isBoolean(long value) {
        return (value & TAG) == BOOLEAN;
    }

    /** Whether the cell holds a number. */
    public static boolean isNumber(long value) {
        return value >>> 51 != 0x1FFF;
    }

    /** The code of the text in the cell. */
    public static int textCode(long value) {
        return (int) value;
    }

    /** The boolean in the cell. */
    public static boolean booleanOf(long value) {
        return (value & 1) == 1;
    }

    /** The number in the cell. */
    public static double numberOf(long cell) {
        return Double.longBitsToDouble(cell);
    }

    static int toShortCode(long value) {
        return isBoolean(value) ? (int) (value & 1) : textCode(value) + FIRST_TEXT_CODE;
    }

    static long fromShortCode(int code) {
        return code < FIRST_TEXT_CODE ? BOOLEAN | code : ofText(code - FIRST_TEXT_CODE);
    }

    static long encode(Object value, TextDictionary texts, String property) {
        return switch (value) {
            case String text -> ofText(texts.codeFor(text));
            case Boolean flag -> ofBoolean(flag);
            case Number number -> ofNumber(number.doubleValue());
            default ->
                throw new IllegalArgumentException(
                        "property " + property + " must be a text, a number or a boolean, was "
                                + value.getClass().getName());
        };
    }

    static @Nullable Object decode(long value, TextDictionary texts) {
        if (value == ABSENT) {
            return null;
        }
        if (isText(value)) {
            return texts.text(textCode(value));
        }
        if (isBoolean(value)) {
            return booleanOf(value);
        }
        return Double.longBitsToDouble(value);
    }
}
