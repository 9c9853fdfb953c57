package dev.percorso.engine.match;

import dev.percorso.engine.index.Cell;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * A {@link ValueTest} made fast for cells of one property or trait: each distinct text is tested once. Safe to share
 * between threads; two of them may at worst test the same text.
 */
public final class ValueMatcher {
    private static final byte HOLDS = 1;
    private static final byte FAILS = 2;

    private final ValueTest test;
    private final IntFunction<String> texts;
    private final boolean holdsWhenAbsent;
    private volatile byte[] verdicts = new byte[64];

    /** @param texts the text of each code of the property or trait */
    public ValueMatcher(ValueTest test, IntFunction<String> texts) {
        this.test = test;
        this.texts = texts;
        holdsWhenAbsent = test instanceof ValueTest.Missing
                || test instanceof ValueTest.NotEqual
                || test instanceof ValueTest.NotContains;
    }

    /** Whether the test holds for the cell. */
    public boolean holds(long cell) {
        if (cell == Cell.ABSENT) {
            return holdsWhenAbsent;
        }
        if (Cell.isText(cell)) {
            return holdsForText(Cell.textCode(cell));
        }
        if (Cell.isBoolean(cell)) {
            return holdsForOther(Cell.booleanOf(cell));
        }
        return holdsForNumber(Cell.numberOf(cell));
    }

    private boolean holdsForText(int code) {
        byte[] known = verdicts;
        if (code >= known.length) {
            known = Arrays.copyOf(known, Math.max(code + 1, known.length * 2));
            verdicts = known;
        }
        if (known[code] == 0) {
            known[code] = holdsForText(texts.apply(code)) ? HOLDS : FAILS;
        }
        return known[code] == HOLDS;
    }

    private boolean holdsForText(String text) {
        return switch (test) {
            case ValueTest.Contains contains -> folded(text).contains(folded(contains.text()));
            case ValueTest.NotContains contains -> !folded(text).contains(folded(contains.text()));
            case ValueTest.StartsWith start -> folded(text).startsWith(folded(start.text()));
            default -> holdsForOther(text);
        };
    }

    private boolean holdsForNumber(double number) {
        return switch (test) {
            case ValueTest.Greater bound -> number > bound.than();
            case ValueTest.AtLeast bound -> number >= bound.least();
            case ValueTest.Less bound -> number < bound.than();
            case ValueTest.AtMost bound -> number <= bound.most();
            case ValueTest.Between bounds -> number >= bounds.least() && number <= bounds.most();
            case ValueTest.Equal equal -> equal.value().equals(number + 0.0);
            case ValueTest.NotEqual equal -> !equal.value().equals(number + 0.0);
            case ValueTest.In in -> in.values().contains(number + 0.0);
            case ValueTest.Exists exists -> true;
            case ValueTest.NotContains contains -> true;
            case ValueTest.Missing missing -> false;
            case ValueTest.Contains contains -> false;
            case ValueTest.StartsWith start -> false;
        };
    }

    private boolean holdsForOther(Object value) {
        return switch (test) {
            case ValueTest.Exists exists -> true;
            case ValueTest.Equal equal -> equal.value().equals(value);
            case ValueTest.NotEqual equal -> !equal.value().equals(value);
            case ValueTest.In in -> in.values().contains(value);
            case ValueTest.NotContains contains -> true;
            case ValueTest.Missing missing -> false;
            case ValueTest.Contains contains -> false;
            case ValueTest.StartsWith start -> false;
            case ValueTest.Greater bound -> false;
            case ValueTest.AtLeast bound -> false;
            case ValueTest.Less bound -> false;
            case ValueTest.AtMost bound -> false;
            case ValueTest.Between bounds -> false;
        };
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
