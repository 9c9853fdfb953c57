package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.List;
import java.util.Optional;

/**
 * How often people come: persons by the number of periods they were active in. A period that is not over is left out,
 * unless there is no other.
 *
 * @param complete whether all counted periods are over
 */
public record StickinessResult(Regularity regularity, Optional<Regularity> comparison, boolean complete)
        implements Tabular {

    /**
     * One range.
     *
     * @param periods how many periods were counted, so the most anyone can be active in
     * @param persons active in at least one
     * @param mean active periods a person
     */
    public record Regularity(int periods, long persons, double mean, List<Bar> bars) {}

    /**
     * Persons active in exactly so many periods.
     *
     * @param share of all active persons
     * @param atLeast share of all active persons who were active in so many periods or more
     */
    public record Bar(int periods, long persons, double share, double atLeast) {}

    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling table = ReportTable.named("regularity")
                .columns(Format.NUMBER, "activePeriods", "persons")
                .columns(Format.SHARE, "share", "atLeast");
        regularity.bars().forEach(bar -> table.row(bar.periods(), bar.persons(), bar.share(), bar.atLeast()));
        return List.of(table.done());
    }
}
