package dev.percorso.engine.value;

import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventClassifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Observed lifetime value: what the customers of one period's first orders have brought by the <i>k</i>-th period after.
 * Orders and refunds as in {@link Purchases}; refunds before the first order are not the cohort's.
 */
public final class CohortValue implements Fold<CohortValue.Tally> {

    private static final int ORDER = 1;

    /**
     * Those whose first order of all lies in one period.
     *
     * @param period of the query's periods
     * @param size number of persons
     * @param cells from period 0, the cohort's own, to the last of the range
     */
    public record Cohort(int period, long size, List<Cell> cells) {}

    /**
     * What a cohort did in a period.
     *
     * @param period counted from the cohort's own
     * @param buyers persons with an order in it
     * @param value of the period
     * @param cumulated value up to its end
     * @param complete whether the period is over and lies in the range as a whole
     */
    public record Cell(int period, long buyers, double value, double cumulated, boolean complete) {}

    private final Purchases.Query query;
    private final EventClassifier classes;
    private final @Nullable Property value;

    public CohortValue(Snapshot snapshot, Purchases.Query query) {
        this.query = query;
        this.classes = new EventClassifier(List.of(query.orders(), query.refunds()), snapshot);
        this.value = query.value().map(snapshot::property).orElse(null);
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(query.periods().count());
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        Periods periods = query.periods();
        int cohort = Periods.NONE;
        int lastBought = Periods.NONE;
        for (int event = 0; event < journey.size(); event++) {
            int kinds = classes.mask(journey, event);
            if (kinds == 0) {
                continue;
            }
            long time = journey.time(event);
            int period = periods.indexOf(time);
            double worth = value == null ? Double.NaN : journey.number(event, value);
            worth = Double.isNaN(worth) ? 0 : worth;
            boolean isOrder = (kinds & ORDER) != 0 && worth >= 0;
            if (cohort == Periods.NONE && isOrder) {
                if (period == Periods.NONE) {
                    return;
                }
                cohort = period;
                tally.sizes[cohort]++;
            }
            if (time >= periods.toMillis()) {
                return;
            }
            if (cohort == Periods.NONE) {
                continue;
            }
            int cell = cohort * periods.count() + period - cohort;
            tally.values[cell] += isOrder ? worth : -Math.abs(worth);
            if (isOrder && period != lastBought) {
                tally.buyers[cell]++;
                lastBought = period;
            }
        }
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        for (int i = 0; i < left.sizes.length; i++) {
            left.sizes[i] += right.sizes[i];
        }
        for (int i = 0; i < left.values.length; i++) {
            left.values[i] += right.values[i];
            left.buyers[i] += right.buyers[i];
        }
        return left;
    }

    /** All cohorts, also those without anybody. */
    public List<Cohort> cohorts(Tally tally, Instant now) {
        Periods periods = query.periods();
        List<Cohort> cohorts = new ArrayList<>(periods.count());
        for (int cohort = 0; cohort < periods.count(); cohort++) {
            List<Cell> cells = new ArrayList<>();
            double cumulated = 0;
            for (int period = 0; cohort + period < periods.count(); period++) {
                int at = cohort * periods.count() + period;
                cumulated += tally.values[at];
                cells.add(new Cell(
                        period,
                        tally.buyers[at],
                        tally.values[at],
                        cumulated,
                        periods.isComplete(cohort + period, now)));
            }
            cohorts.add(new Cohort(cohort, tally.sizes[cohort], cells));
        }
        return cohorts;
    }

    /** Persons by cohort; buyers and value by cohort and period after it. */
    public static final class Tally {
        private final long[] sizes;
        private final long[] buyers;
        private final double[] values;

        private Tally(int periods) {
            sizes = new long[periods];
            buyers = new long[periods * periods];
            values = new double[periods * periods];
        }
    }
}
