package dev.percorso.server.digest;

import dev.percorso.server.analyze.AskedReport;
import dev.percorso.server.analyze.ReportWords;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.segment.PropertyCondition;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * What is sent, when and to whom.
 *
 * @param report or a dashboard
 * @param dashboard id, or a report
 * @param segment only its members are counted
 * @param where only events with these properties are; of a report
 * @param weekday of weekly ones
 * @param at local time in the workspace's zone
 * @param users ids of those who get it; none once the last of them was deleted
 */
public record DigestContent(
        String name,
        Optional<AskedReport> report,
        Optional<String> dashboard,
        Optional<String> segment,
        List<PropertyCondition> where,
        Frequency frequency,
        DayOfWeek weekday,
        LocalTime at,
        List<String> users,
        ReportWords.Language language) {
    private static final int MOST_USERS = 50;

    public DigestContent {
        report = report == null ? Optional.empty() : report;
        dashboard = dashboard == null ? Optional.empty() : dashboard;
        segment = segment == null ? Optional.empty() : segment;
        where = where == null ? List.of() : List.copyOf(where);
        users = users == null ? List.of() : List.copyOf(users);
        weekday = weekday == null ? DayOfWeek.MONDAY : weekday;
        at = at == null ? LocalTime.of(8, 0) : at.withSecond(0).withNano(0);
        language = language == null ? ReportWords.Language.EN : language;
        check(DisplayName.isValid(name), "it needs a 'name' " + DisplayName.RULE);
        check(report.isPresent() != dashboard.isPresent(), "send either a 'report' or a 'dashboard'");
        check(where.isEmpty() || report.isPresent(), "'where' narrows a report; a dashboard has none");
        check(frequency != null, "'frequency' is missing: daily, weekly or monthly");
        check(users.size() <= MOST_USERS, "at most %d users get it".formatted(MOST_USERS));
    }

    /** How often. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Frequency {
        /** Every day, about the day before. */
        DAILY,
        /** On one weekday, about the seven days before. */
        WEEKLY,
        /** On the first of the month, about the month before. */
        MONTHLY;

        /** First day that is told of, when it is sent on this day. */
        LocalDate from(LocalDate sent) {
            return switch (this) {
                case DAILY -> sent.minusDays(1);
                case WEEKLY -> sent.minusDays(7);
                case MONTHLY -> sent.minusMonths(1);
            };
        }
    }

    /** What a message that is sent on a day tells of. */
    Scope scope(LocalDate sent) {
        return Scope.of(frequency.from(sent), sent.minusDays(1))
                .comparedAs(Scope.Compare.PREVIOUS)
                .only(segment, where);
    }

    /**
     * The first time after an instant. A time that the clocks skip comes as much later as they skip, one that they repeat
     * comes the first time only.
     */
    Instant next(Instant after, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(after, zone);
        while (true) {
            Instant due = day.atTime(at).atZone(zone).toInstant();
            if (isDay(day) && due.isAfter(after)) {
                return due;
            }
            day = day.plusDays(1);
        }
    }

    private boolean isDay(LocalDate day) {
        return switch (frequency) {
            case DAILY -> true;
            case WEEKLY -> day.getDayOfWeek() == weekday;
            case MONTHLY -> day.getDayOfMonth() == 1;
        };
    }

    private static void check(boolean isRight, String message) {
        if (!isRight) {
            throw new IllegalArgumentException(message);
        }
    }
}
