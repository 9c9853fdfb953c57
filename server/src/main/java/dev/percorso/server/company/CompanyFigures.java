package dev.percorso.server.company;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.event.Event;
import java.util.HashMap;
import java.util.Map;

/** Events, value, first and last sight of each company, over a snapshot grouped by company. */
final class CompanyFigures implements Fold<Map<Integer, CompanyFigures.Figures>> {
    /**
     * @param first epoch milliseconds, as {@code last}
     */
    record Figures(long events, long sessions, double revenue, long first, long last) {}

    private final int conversion;
    private final Property value;

    CompanyFigures(Snapshot companies, String conversionEvent) {
        this.conversion = companies.code(conversionEvent);
        this.value = companies.property(Event.VALUE);
    }

    @Override
    public Map<Integer, Figures> newAccumulator() {
        return new HashMap<>();
    }

    @Override
    public void accept(Journey journey, Map<Integer, Figures> figures) {
        double revenue = 0;
        for (int event = 0; event < journey.size(); event++) {
            if (journey.code(event) == conversion) {
                double amount = journey.number(event, value);
                revenue += Double.isNaN(amount) ? 0 : amount;
            }
        }
        figures.put(
                journey.person(),
                new Figures(
                        journey.size(),
                        journey.sessionCount(),
                        revenue,
                        journey.time(0),
                        journey.time(journey.size() - 1)));
    }

    @Override
    public Map<Integer, Figures> combine(Map<Integer, Figures> left, Map<Integer, Figures> right) {
        left.putAll(right);
        return left;
    }
}
