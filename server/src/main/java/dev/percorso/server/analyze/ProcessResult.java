package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.List;
import java.util.Optional;

/**
 * What directly follows what, and the sequences people go through.
 *
 * @param cases sessions or journeys counted
 * @param allEdges how many edges there are, shown or not
 * @param distinctVariants how many different sequences there are, listed or not
 * @param casesNotToldApart cases too long or too rare to be told apart as variants
 * @param grouped labels that stand together as the rest
 */
public record ProcessResult(
        long cases,
        long persons,
        List<Activity> activities,
        List<Edge> edges,
        int allEdges,
        List<Variant> variants,
        int distinctVariants,
        long casesNotToldApart,
        int grouped)
        implements Tabular {
    /** What stands for all labels without an activity of their own. */
    public static final String REST = "…";

    /**
     * One activity.
     *
     * @param starts cases that start with it
     * @param ends cases that end with it
     */
    public record Activity(String label, long occurrences, long persons, long starts, long ends) {}

    /**
     * One activity directly after another.
     *
     * @param interval of the median; absent for too few
     */
    public record Edge(
            String from,
            String to,
            long count,
            long persons,
            double medianSeconds,
            Optional<Bounds> interval,
            double p90Seconds) {}

    /**
     * One sequence.
     *
     * @param share of all cases
     * @param medianSeconds from the first step to the last
     * @param interval of the median; absent for too few
     */
    public record Variant(
            List<String> labels,
            long count,
            double share,
            long persons,
            double medianSeconds,
            Optional<Bounds> interval) {}

    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling ways = ReportTable.named("ways")
                .columns(Format.TEXT, "fromStep", "toStep")
                .columns(Format.NUMBER, "count", "persons")
                .columns(Format.DECIMAL, "medianSeconds", "medianLow", "medianHigh", "p90Seconds");
        edges.forEach(edge -> ways.row(
                edge.from(),
                edge.to(),
                edge.count(),
                edge.persons(),
                edge.medianSeconds(),
                edge.interval().map(Bounds::low),
                edge.interval().map(Bounds::high),
                edge.p90Seconds()));
        ReportTable.Filling steps = ReportTable.named("steps")
                .columns(Format.TEXT, "step")
                .columns(Format.NUMBER, "count", "persons", "started", "ended");
        activities.forEach(activity -> steps.row(
                activity.label(), activity.occurrences(), activity.persons(), activity.starts(), activity.ends()));
        ReportTable.Filling sequences = ReportTable.named("variants")
                .columns(Format.TEXT, "steps")
                .columns(Format.NUMBER, "count")
                .columns(Format.SHARE, "share")
                .columns(Format.NUMBER, "persons")
                .columns(Format.DECIMAL, "medianSeconds", "medianLow", "medianHigh");
        variants.forEach(variant -> sequences.row(
                String.join(" → ", variant.labels()),
                variant.count(),
                variant.share(),
                variant.persons(),
                variant.medianSeconds(),
                variant.interval().map(Bounds::low),
                variant.interval().map(Bounds::high)));
        return List.of(ways.done(), steps.done(), sequences.done());
    }
}
