package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import dev.percorso.server.segment.PropertyCondition;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * What every report shares.
 *
 * @param from first day, in the workspace's time zone
 * @param to last day, included
 * @param segment id of a segment: only its members
 * @param where only events (sessions, in the overview) with these properties
 * @param unit what is counted; people unless set
 */
public record Scope(
        LocalDate from,
        LocalDate to,
        Compare compare,
        Optional<String> segment,
        List<PropertyCondition> where,
        Optional<Unit> unit) {
    private static final int MOST_DAYS = 7_320;

    /** The period to compare with. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Compare {
        NONE,
        /** The period of the same number of days directly before. */
        PREVIOUS,
        /** The same dates a year before. */
        YEAR
    }

    /** What a report counts. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Unit {
        PEOPLE,
        /** The events of a company's people together; who belongs to none is left out. */
        COMPANIES
    }

    public Scope {
        requirePresent(from, "from");
        requirePresent(to, "to");
        require(!from.isAfter(to), "'from' (%s) must not be after 'to' (%s)".formatted(from, to));
        require(
                ChronoUnit.DAYS.between(from, to) < MOST_DAYS,
                "a period has at most %d days; shorten %s to %s".formatted(MOST_DAYS, from, to));
        compare = compare == null ? Compare.NONE : compare;
        segment = segment == null ? Optional.empty() : segment;
        where = where == null ? List.of() : List.copyOf(where);
        unit = unit == null ? Optional.empty() : unit;
    }

    public static Scope of(LocalDate from, LocalDate to) {
        return new Scope(from, to, Compare.NONE, Optional.empty(), List.of(), Optional.empty());
    }

    /** Only members of a segment and events with these properties, where they are given. */
    public Scope only(Optional<String> members, List<PropertyCondition> properties) {
        return new Scope(from, to, compare, members, properties, unit);
    }

    public Scope comparedAs(Compare other) {
        return new Scope(from, to, other, segment, where, unit);
    }

    /** Whether companies take the place of people. */
    boolean countsCompanies() {
        return unit.filter(Unit.COMPANIES::equals).isPresent();
    }

    /** How many days. */
    long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** The scope of the comparison, without one of its own. */
    Optional<Scope> compared() {
        long days = days();
        return switch (compare) {
            case NONE -> Optional.empty();
            case PREVIOUS ->
                Optional.of(of(from.minusDays(days), from.minusDays(1)).filteredAs(this));
            case YEAR -> Optional.of(of(from.minusYears(1), to.minusYears(1)).filteredAs(this));
        };
    }

    private Scope filteredAs(Scope other) {
        return new Scope(from, to, Compare.NONE, other.segment, other.where, other.unit);
    }
}
