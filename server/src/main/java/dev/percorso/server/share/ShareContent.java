package dev.percorso.server.share;

import dev.percorso.server.analyze.RelativePeriod;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.segment.PropertyCondition;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * What a link shows, and for how long.
 *
 * @param target id of the saved report or of the dashboard
 * @param period moves with time; without it {@code from} and {@code to} stay as they are
 * @param where only events with these properties; of a report
 * @param days how many days the link works
 */
public record ShareContent(
        Kind kind,
        String target,
        Optional<RelativePeriod> period,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Scope.Compare compare,
        Optional<String> segment,
        List<PropertyCondition> where,
        int days) {
    private static final int MOST_DAYS = 366;

    /** What is shown. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Kind {
        REPORT,
        DASHBOARD,
        /** To be read and commented on. */
        MAP
    }

    public ShareContent {
        check(kind != null, "'kind' is missing; it is report, dashboard or map");
        check(
                target != null && !target.isBlank(),
                "'target', the id of the saved report, dashboard or map, is missing");
        period = period == null ? Optional.empty() : period;
        from = from == null ? Optional.empty() : from;
        to = to == null ? Optional.empty() : to;
        compare = compare == null ? Scope.Compare.PREVIOUS : compare;
        segment = segment == null ? Optional.empty() : segment;
        where = where == null ? List.of() : List.copyOf(where);
        check(
                kind == Kind.MAP || period.isPresent() != (from.isPresent() && to.isPresent()),
                "give either a 'period' that moves with time, or both 'from' and 'to'");
        check(days >= 1 && days <= MOST_DAYS, "a link works from 1 to %d days, not %d".formatted(MOST_DAYS, days));
    }

    /** The days that it shows when the newest day of the workspace is the given one. */
    Scope scope(LocalDate lastDay) {
        LocalDate first = period.map(days -> days.from(lastDay)).or(() -> from).orElse(lastDay);
        LocalDate last = to.filter(day -> period.isEmpty()).orElse(lastDay);
        return new Scope(first, last, compare, segment, where, Optional.empty());
    }

    private static void check(boolean isRight, String message) {
        if (!isRight) {
            throw new IllegalArgumentException(message);
        }
    }
}
