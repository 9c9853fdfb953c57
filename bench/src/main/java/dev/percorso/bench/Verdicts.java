package dev.percorso.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures with what they should be. */
final class Verdicts {
    private record Line(String what, String measured, String target, boolean reached) {}

    private final List<Line> lines = new ArrayList<>();

    void atMost(String what, double measured, double target, String unit) {
        add(what, measured, target, unit, "≤", measured <= target);
    }

    void atLeast(String what, double measured, double target, String unit) {
        add(what, measured, target, unit, "≥", measured >= target);
    }

    /** Something that is so or is not. */
    void holds(String what, boolean reached) {
        lines.add(new Line(what, reached ? "yes" : "no", "yes", reached));
    }

    private void add(String what, double measured, double target, String unit, String sign, boolean reached) {
        lines.add(new Line(what, text(measured) + unit, sign + " " + text(target) + unit, reached));
    }

    private static String text(double number) {
        return number >= 100 || number == Math.rint(number)
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%.4g", number);
    }

    /** Prints all of them as a table of Markdown, and says how many were not reached. */
    void print() {
        System.out.printf("%n| figure | measured | target | |%n|---|---|---|---|%n");
        for (Line line : lines) {
            System.out.printf(
                    "| %s | %s | %s | %s |%n",
                    line.what(), line.measured(), line.target(), line.reached() ? "reached" : "**not reached**");
        }
        long missed = lines.stream().filter(line -> !line.reached()).count();
        System.out.printf("%d of %d targets reached%n", lines.size() - missed, lines.size());
    }
}
