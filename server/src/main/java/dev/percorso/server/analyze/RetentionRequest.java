package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.percorso.server.segment.EventMatch;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks who comes back.
 *
 * @param start the event that puts a person into a cohort; any event without it
 * @param returning the event that counts as coming back; any event without it
 * @param periods how many periods after the start are shown
 */
public record RetentionRequest(
        Scope scope,
        Optional<EventMatch> start,
        @JsonProperty("return") Optional<EventMatch> returning,
        Starts starts,
        RetentionPeriod period,
        Mode mode,
        Counting counting,
        Optional<Integer> periods) {
    private static final int MOST_PERIODS = 60;

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
    }

    int periodCount() {
        return periods.orElse(8);
    }
}
