package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.List;

/**
 * What the same people have more often than chance.
 *
 * @param persons who have any value
 * @param values paired, by falling number of people
 * @param valuesLeftOut how many others there are
 * @param pairs the most surprising first
 */
public record TogetherResult(long persons, List<Value> values, int valuesLeftOut, List<Pair> pairs) implements Tabular {

    /** A value and the people who have it. */
    public record Value(String label, long persons) {}

    /**
     * Two values.
     *
     * @param one the one that more people have
     * @param support share of all people who have both
     * @param ofOne share of those with the one who also have the other
     * @param ofOther share of those with the other who also have the one
     * @param lift times more often than if the two were independent, with its 95 % interval
     * @param logLikelihood log-likelihood ratio
     */
    public record Pair(
            String one,
            String other,
            long persons,
            Rate support,
            Rate ofOne,
            Rate ofOther,
            double lift,
            double liftLow,
            double liftHigh,
            double logLikelihood) {}

    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling table = ReportTable.named("together")
                .columns(Format.TEXT, "one", "other")
                .columns(Format.NUMBER, "persons")
                .columns(Format.SHARE, "support", "low", "high", "ofOne", "ofOther")
                .columns(Format.DECIMAL, "lift", "liftLow", "liftHigh", "logLikelihood");
        pairs.forEach(pair -> table.row(
                pair.one(),
                pair.other(),
                pair.persons(),
                pair.support().value(),
                pair.support().low(),
                pair.support().high(),
                pair.ofOne().value(),
                pair.ofOther().value(),
                pair.lift(),
                pair.liftLow(),
                pair.liftHigh(),
                pair.logLikelihood()));
        ReportTable.Filling single =
                ReportTable.named("values").columns(Format.TEXT, "value").columns(Format.NUMBER, "persons");
        values.forEach(value -> single.row(value.label(), value.persons()));
        return List.of(table.done(), single.done());
    }
}
