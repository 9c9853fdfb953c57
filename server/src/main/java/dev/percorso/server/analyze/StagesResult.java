package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.List;
import java.util.Optional;

/**
 * How people move through the stages.
 *
 * @param stages their ids in order, and last the empty one of those in no stage
 */
public record StagesResult(List<String> stages, List<Point> points, List<Figures> figures, List<Move> moves)
        implements Tabular {

    /**
     * Who is where at the end of a period.
     *
     * @param from first day of the period
     * @param persons in the order of the stages
     * @param complete whether the period is over
     */
    public record Point(String from, List<Long> persons, boolean complete) {}

    /**
     * What happened in one stage in the whole range; times, not persons, except for the first figure.
     *
     * @param persons in it at the end
     * @param entered moves into it
     * @param returned of these, by people who had left it before
     * @param advanced moves to a higher stage
     * @param regressed moves to a lower stage
     * @param dropped moves to no stage, by inactivity
     * @param medianSeconds of the stays that ended; absent when none did
     */
    public record Figures(
            String stage,
            long persons,
            long entered,
            long returned,
            long advanced,
            long regressed,
            long dropped,
            Optional<Double> medianSeconds,
            Optional<Double> p90Seconds) {}

    /** Moves from one stage to another; an empty id is none. */
    public record Move(String from, String to, long times, long persons) {}

    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling time = ReportTable.named("overTime").columns(Format.DAY, "from");
        for (String stage : stages) {
            if (stage.isEmpty()) {
                time.columns(Format.NUMBER, "noStage");
            } else {
                time.verbatim(Format.NUMBER, stage);
            }
        }
        for (Point point : points) {
            List<Object> row = new java.util.ArrayList<>(List.of(point.from()));
            row.addAll(point.persons());
            time.row(row);
        }
        ReportTable.Filling what = ReportTable.named("stages")
                .columns(Format.TEXT, "stage")
                .columns(Format.NUMBER, "persons", "entered", "returned", "advanced", "regressed", "dropped")
                .columns(Format.DECIMAL, "medianSeconds", "p90Seconds");
        figures.forEach(figure -> what.row(
                figure.stage(),
                figure.persons(),
                figure.entered(),
                figure.returned(),
                figure.advanced(),
                figure.regressed(),
                figure.dropped(),
                figure.medianSeconds(),
                figure.p90Seconds()));
        ReportTable.Filling ways = ReportTable.named("ways")
                .columns(Format.TEXT, "fromStep", "toStep")
                .columns(Format.NUMBER, "count", "persons");
        moves.forEach(move -> ways.row(move.from(), move.to(), move.times(), move.persons()));
        return List.of(time.done(), what.done(), ways.done());
    }
}
