package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.percorso.server.segment.EventMatch;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks who comes back.
 *
 * @param start the event that puts a person into a cohort; any event without it
 * @param returning the event that counts as coming back; any event without it
 * @param periods how many periods after the start are shown
 * @param brackets instead of single periods, cells that put several together
 * @param breakdown in the cohorts report: what starts are put together by, instead of when
 */
public record RetentionRequest(
        Scope scope,
        Optional<EventMatch> start,
        @JsonProperty("return") Optional<EventMatch> returning,
        Starts starts,
        RetentionPeriod period,
        Mode mode,
        Counting counting,
        Optional<Integer> periods,
        List<Bracket> brackets,
        Optional<Breakdown> breakdown) {
    private static final int MOST_PERIODS = 60;
    private static final int MOST_BRACKETED = 400;

    /**
     * Periods after the start that one cell puts together, both included.
     *
     * @param first at least 1
     */
    public record Bracket(int first, int last) {
        public Bracket {
            require(
                    first >= 1 && first <= last && last <= MOST_BRACKETED,
                    "a bracket goes from 1 or later to at most %d, not from %d to %d"
                            .formatted(MOST_BRACKETED, first, last));
        }
    }

    /** Which starts count. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Starts {
        FIRST_TIME,
        RECURRING
    }

    /** Length of a period. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum RetentionPeriod {
        DAY,
        WEEK,
        MONTH
    }

    /** Calendar periods of the workspace, or periods counted from each person's start. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Mode {
        CALENDAR,
        ROLLING
    }

    /** Back in that very period, or in it or any later one. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Counting {
        ON,
        ON_OR_AFTER
    }

    public RetentionRequest {
        requirePresent(scope, "scope");
        requirePresent(period, "period");
        start = start == null ? Optional.empty() : start;
        returning = returning == null ? Optional.empty() : returning;
        starts = starts == null ? Starts.FIRST_TIME : starts;
        mode = mode == null ? Mode.CALENDAR : mode;
        counting = counting == null ? Counting.ON : counting;
        periods = periods == null ? Optional.empty() : periods;
        periods.ifPresent(count ->
                require(count >= 1 && count <= MOST_PERIODS, "'periods' must be from 1 to %d".formatted(MOST_PERIODS)));
        brackets = brackets == null ? List.of() : List.copyOf(brackets);
        require(brackets.size() <= MOST_PERIODS, "there can be at most %d brackets".formatted(MOST_PERIODS));
        for (int i = 1; i < brackets.size(); i++) {
            require(
                    brackets.get(i).first() > brackets.get(i - 1).last(),
                    "each of the 'brackets' must begin after the one before ends, such as 1 to 1, 2 to 3, 4 to 7");
        }
        breakdown = breakdown == null ? Optional.empty() : breakdown;
    }

    /** How many cells after the one of the start. */
    int periodCount() {
        return brackets.isEmpty() ? periods.orElse(8) : brackets.size();
    }
}
