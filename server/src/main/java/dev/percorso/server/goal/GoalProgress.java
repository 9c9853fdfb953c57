package dev.percorso.server.goal;

import dev.percorso.server.analyze.ReportTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How a goal does.
 *
 * @param actual newest reading; empty before the first day or where the report has no such figure
 * @param start first reading, where the way to the target begins
 * @param expected what the straight way from the start to the target says for today
 * @param forecast for the last day
 * @param readings oldest first
 * @param problem why it cannot be measured; empty when it can
 */
public record GoalProgress(
        State state,
        ReportTable.Format format,
        Optional<Double> actual,
        Optional<Double> start,
        Optional<Double> expected,
        Optional<Trend.Expected> forecast,
        List<Point> readings,
        String problem) {

    /** One reading. */
    public record Point(LocalDate day, double value) {}

    /** In one word. */
    public enum State {
        /** Not begun, or not measured. */
        UNKNOWN,
        ON_TRACK,
        BEHIND,
        REACHED,
        /** The last day is over and the target was not reached. */
        MISSED
    }

    static GoalProgress unknown(String problem) {
        return new GoalProgress(
                State.UNKNOWN,
                ReportTable.Format.DECIMAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                problem);
    }
}
