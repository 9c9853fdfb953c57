package dev.percorso.liquid;

import java.util.Objects;

/**
 * How a template is parsed and what it may cost.
 *
 * @param strictness what happens to slips
 * @param budgets limits of parsing and of each rendering
 */
public record LiquidOptions(Strictness strictness, Budgets budgets) {
    /** Checks for nulls. */
    public LiquidOptions {
        Objects.requireNonNull(strictness, "strictness");
        Objects.requireNonNull(budgets, "budgets");
    }

    /** Strict parsing, {@link Budgets#standard()}. */
    public static LiquidOptions standard() {
        return new LiquidOptions(Strictness.STRICT, Budgets.standard());
    }

    /** The same budgets with another strictness. */
    public LiquidOptions withStrictness(Strictness newStrictness) {
        return new LiquidOptions(newStrictness, budgets);
    }

    /** The same strictness with other budgets. */
    public LiquidOptions withBudgets(Budgets newBudgets) {
        return new LiquidOptions(strictness, newBudgets);
    }
}
