package dev.percorso.engine.conform;

import java.util.OptionalInt;

/**
 * One ordered step of a journey map.
 *
 * @param symbol the symbol of events that perform the step, 0…{@value #LARGEST_SYMBOL}; two steps may share one (the
 *     same touchpoint visited twice by design)
 * @param occurrence how often a journey should perform it
 * @param failureSymbol the symbol of events that mean an attempt at the step failed, if one is bound
 */
public record MapStep(int symbol, Occurrence occurrence, OptionalInt failureSymbol) {

    /** The largest symbol; the alphabet of a map is small, so that tables by symbol stay small. */
    public static final int LARGEST_SYMBOL = 65_535;

    public MapStep {
        checkSymbol(symbol);
        failureSymbol.ifPresent(MapStep::checkSymbol);
        if (failureSymbol.isPresent() && failureSymbol.getAsInt() == symbol) {
            throw new IllegalArgumentException("a step's failure needs a symbol of its own, not " + symbol + " again");
        }
    }

    /** A step without a failure event. */
    public static MapStep of(int symbol, Occurrence occurrence) {
        return new MapStep(symbol, occurrence, OptionalInt.empty());
    }

    /** A mandatory step without a failure event. */
    public static MapStep mandatory(int symbol) {
        return of(symbol, Occurrence.MANDATORY);
    }

    /** A step that may be left out, without a failure event. */
    public static MapStep optional(int symbol) {
        return of(symbol, Occurrence.OPTIONAL);
    }

    /** This step with an event that means it failed. */
    public MapStep failingBy(int failure) {
        return new MapStep(symbol, occurrence, OptionalInt.of(failure));
    }

    private static void checkSymbol(int symbol) {
        if (symbol < 0 || symbol > LARGEST_SYMBOL) {
            throw new IllegalArgumentException("a symbol must lie in 0…" + LARGEST_SYMBOL + ", got " + symbol);
        }
    }
}
