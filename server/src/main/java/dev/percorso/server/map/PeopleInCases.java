package dev.percorso.server.map;

import dev.percorso.engine.conform.ConformanceReport;
import dev.percorso.engine.conform.TraceLog;
import dev.percorso.engine.fold.CellLabel;
import dev.percorso.engine.fold.PeriodUnit;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.index.Property;
import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemException;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/** The people behind the figures of a check: those of the cases that a figure counts. */
final class PeopleInCases {
    private final MapConformance.Checked checked;
    private final PeriodUnit unit;

    /**
     * The cases of a check.
     *
     * @param checked with the channel as its first fact
     * @param unit of the trend
     */
    PeopleInCases(MapConformance.Checked checked, PeriodUnit unit) {
        this.checked = checked;
        this.unit = unit;
    }

    /** @param members the people of a persona */
    BitSet persons(PeopleQuery query, Function<String, BitSet> members) {
        if (query.part().equals(Optional.of(PeopleQuery.Part.BEYOND))) {
            return checked.report().log().personsBeyond();
        }
        TraceLog log = checked.report().log();
        IntPredicate wanted = part(query)
                .and(group(query, members))
                .and(query.cohort().map(this::startingIn).orElse(number -> true))
                .and(number -> query.outcome().isEmpty()
                        || reached(log, number, query.outcome().get()));
        BitSet persons = new BitSet();
        for (int number = 0; number < log.cases(); number++) {
            if (wanted.test(number)) {
                persons.set(log.person(number));
            }
        }
        return persons;
    }

    private static boolean reached(TraceLog log, int number, PeopleQuery.Outcome outcome) {
        return log.converted(number) == outcome.isConverted();
    }

    private IntPredicate part(PeopleQuery query) {
        ConformanceReport report = checked.report();
        if (query.part().isEmpty()) {
            return number -> true;
        }
        return switch (query.part().get()) {
            case FITTING -> number -> report.cost(report.log().variant(number)) == 0;
            case DEVIATING -> number -> report.cost(report.log().variant(number)) > 0;
            case BEYOND, OTHERS, FAILED, ON, SKIPPED, RETURNED, LEFT ->
                throw ProblemException.invalid("/part", "of cases 'part' is fitting, deviating or beyond");
        };
    }

    private IntPredicate group(PeopleQuery query, Function<String, BitSet> members) {
        TraceLog log = checked.report().log();
        if (query.persona().isPresent()) {
            BitSet people = members.apply(query.persona().get());
            return number -> people.get(log.person(number));
        }
        if (query.value().isEmpty()) {
            return number -> true;
        }
        Property channel = checked.look().snapshot().property(Event.CHANNEL);
        String wanted = query.value().get();
        BitSet numbers = new BitSet();
        for (int number = 0; number < log.factNumbers(0); number++) {
            numbers.set(number, CellLabel.of(log.factCell(0, number), channel).equals(wanted));
        }
        return number -> numbers.get(log.factNumber(number, 0));
    }

    private IntPredicate startingIn(LocalDate first) {
        MapLook look = checked.look();
        Periods periods = Periods.of(look.from(), look.to(), unit, look.zone());
        TraceLog log = checked.report().log();
        for (int period = 0; period < periods.count(); period++) {
            if (periods.localStart(period).toLocalDate().equals(first)) {
                int wanted = period;
                return number -> periods.indexOf(log.startMillis(number)) == wanted;
            }
        }
        throw ProblemException.invalid("/cohort", "'cohort' is the first day of a period of the trend");
    }
}
