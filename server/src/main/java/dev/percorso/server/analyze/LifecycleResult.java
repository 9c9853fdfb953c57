package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.List;
import java.util.Optional;

/**
 * Who is new, stays, comes back or falls silent, period by period.
 *
 * @param average over the complete periods; absent when none is complete
 * @param comparison the same average of the comparison's period
 */
public record LifecycleResult(List<Point> points, Optional<Average> average, Optional<Average> comparison)
        implements Tabular {

    /**
     * Persons of one period.
     *
     * @param from its first day
     * @param newcomers active, and never before
     * @param returning active, and in the period before
     * @param resurrecting active and once before, but not in the period before
     * @param dormant not active, but in the period before; while the period runs, simply not yet
     * @param complete whether the period is over
     */
    public record Point(
            String from,
            long active,
            long newcomers,
            long returning,
            long resurrecting,
            long dormant,
            boolean complete) {}

    /**
     * Mean persons a period.
     *
     * @param periods how many complete periods it is taken over
     */
    public record Average(
            int periods, double active, double newcomers, double returning, double resurrecting, double dormant) {}

    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling table = ReportTable.named("overTime")
                .columns(Format.DAY, "from")
                .columns(Format.NUMBER, "active", "newcomers", "returning", "resurrecting", "dormant")
                .columns(Format.TEXT, "complete");
        points.forEach(point -> table.row(
                point.from(),
                point.active(),
                point.newcomers(),
                point.returning(),
                point.resurrecting(),
                point.dormant(),
                point.complete()));
        return List.of(table.done());
    }
}
