package dev.percorso.server.alert;

import dev.percorso.server.analyze.AskedReport;
import dev.percorso.server.analyze.ReportWords;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.segment.PropertyCondition;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * What is watched, and who is told.
 *
 * @param figure one of the report's figures
 * @param segment only its members are counted
 * @param where only events with these properties are
 * @param window over which days the figure is taken
 * @param users ids of those who are told by e-mail
 * @param goal id of the goal whose pace is watched; its report, figure and segment then take the place of those given
 */
public record AlertContent(
        String name,
        AskedReport report,
        String figure,
        Optional<String> segment,
        List<PropertyCondition> where,
        Window window,
        Rule rule,
        List<String> users,
        ReportWords.Language language,
        Optional<String> goal) {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_USERS = 50;

    public AlertContent {
        check(
                name != null && !name.isBlank() && name.length() <= LONGEST_NAME,
                "'name' must have from 1 to 200 characters");
        check(report != null, "'report' is missing");
        check(figure != null && !figure.isBlank(), "'figure' is missing; it is one of the report's figures");
        check(rule != null, "'rule' is missing");
        segment = segment == null ? Optional.empty() : segment;
        where = where == null ? List.of() : List.copyOf(where);
        window = window == null ? Window.DAY : window;
        users = users == null ? List.of() : List.copyOf(users);
        check(users.size() <= MOST_USERS, "an alert tells at most %d users".formatted(MOST_USERS));
        language = language == null ? ReportWords.Language.EN : language;
        goal = goal == null ? Optional.empty() : goal;
        check(
                goal.isPresent() == (rule.kind() == Rule.Kind.PACE),
                "an alert with the rule 'pace' needs the 'goal' that it watches, and no other alert has one");
        check(
                window != Window.TODAY || rule.kind() == Rule.Kind.THRESHOLD || goal.isPresent(),
                "a day that is not over can only be held against a threshold");
        check(
                window == Window.DAY || rule.kind() != Rule.Kind.ANOMALY,
                "only single days are held against the same weekday; choose the window 'day'");
    }

    /** The same alert about the figure of its goal. */
    AlertContent following(Paces.Followed followed) {
        return new AlertContent(
                name,
                followed.report(),
                followed.figure(),
                followed.segment(),
                List.of(),
                Window.DAY,
                rule,
                users,
                language,
                goal);
    }

    /** Those who are looked at, over some days. */
    Scope over(LocalDate from, LocalDate to) {
        return Scope.of(from, to).only(segment, where);
    }

    /** Which days. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Window {
        /** The day that runs. */
        TODAY,
        /** The day before. */
        DAY,
        /** The seven days before today. */
        WEEK,
        /** The 28 days before today. */
        FOUR_WEEKS;

        LocalDate from(LocalDate today) {
            return switch (this) {
                case TODAY -> today;
                case DAY -> today.minusDays(1);
                case WEEK -> today.minusDays(7);
                case FOUR_WEEKS -> today.minusDays(28);
            };
        }

        LocalDate to(LocalDate today) {
            return this == TODAY ? today : today.minusDays(1);
        }
    }

    /**
     * When the figure is out of bounds.
     *
     * @param direction of a threshold, whether above or below is wrong; of the others, which way counts
     * @param value the threshold, or the share of change that is too much; anomalies and paces have none
     */
    public record Rule(Kind kind, Direction direction, Optional<Double> value) {

        /** How bounds are found. */
        @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
        public enum Kind {
            /** A fixed value. */
            THRESHOLD,
            /** A share of change against as many days before. */
            CHANGE,
            /** The same weekday of the eight weeks before. */
            ANOMALY,
            /** What a goal's straight way to its target says for the day. */
            PACE
        }

        /** Which way out. */
        @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
        public enum Direction {
            UP,
            DOWN,
            EITHER
        }

        public Rule {
            check(kind != null, "the rule's 'kind' is missing");
            value = value == null ? Optional.empty() : value;
            direction = direction == null ? Direction.EITHER : direction;
            check(
                    kind == Kind.ANOMALY || kind == Kind.PACE || value.isPresent(),
                    "the rule needs a 'value': the threshold, or the share of change such as 0.2");
            check(kind != Kind.CHANGE || value.orElse(1.0) > 0, "a change's 'value' must be above 0, such as 0.2");
            check(
                    kind != Kind.THRESHOLD || direction != Direction.EITHER,
                    "a threshold's 'direction' must be up or down");
        }

        boolean isOut(double figure, double low, double high) {
            return switch (direction) {
                case UP -> figure > high;
                case DOWN -> figure < low;
                case EITHER -> figure > high || figure < low;
            };
        }
    }

    private static void check(boolean isRight, String message) {
        if (!isRight) {
            throw new IllegalArgumentException(message);
        }
    }
}
