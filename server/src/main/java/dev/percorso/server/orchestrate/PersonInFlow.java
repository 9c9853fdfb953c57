package dev.percorso.server.orchestrate;

import dev.percorso.flow.ExitReason;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * What the record says of one person in one flow.
 *
 * @param liveSince when the flow was first published
 * @param runs when the person was in it, newest first; of those who receive nothing, the moment they would have begun
 * @param absence why the person never was in it
 */
record PersonInFlow(FlowStatus status, Optional<Instant> liveSince, List<Run> runs, Optional<Absence> absence) {

    /**
     * @param step where the person is, or was last
     * @param waitsUntil when the wait ends by itself
     * @param exit why the run ended
     */
    record Run(
            int version,
            String step,
            Instant startedAt,
            Optional<Instant> endedAt,
            Optional<Instant> waitsUntil,
            Optional<ExitKind> exit,
            boolean goal) {
        static Run of(RunState state, Optional<Instant> endedAt) {
            return new Run(
                    state.version(),
                    state.step(),
                    state.startedAt(),
                    endedAt,
                    state.timer().map(Timer::due),
                    state.exit().map(reason -> ExitKind.of(reason.kind())),
                    state.goalReached());
        }
    }

    /** How a run ended. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    enum ExitKind {
        COMPLETED,
        EXIT_RULE,
        GOAL,
        REMOVED,
        HELD_OUT;

        static ExitKind of(ExitReason.Kind kind) {
            return valueOf(kind.name());
        }
    }

    /**
     * Why somebody never was in the flow.
     *
     * @param what the event, segment, list or trait that it is about
     */
    record Absence(Reason reason, Optional<String> what) {
        static Absence of(Reason reason, String what) {
            return new Absence(reason, Optional.of(what));
        }

        static Absence of(Reason reason) {
            return new Absence(reason, Optional.empty());
        }
    }

    /** In the order in which they are looked for. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    enum Reason {
        NOT_PUBLISHED,
        /** The flow advertises, and the person does not agree to profiling. */
        NO_PROFILING,
        EVENT_NEVER,
        /** It happened before the flow was published, and not since. */
        EVENT_BEFORE,
        /** It happened since, but nobody could enter by it: paused, without its key, or before a consent. */
        EVENT_MISSED,
        NOT_IN_SEGMENT,
        /** In the segment all the time: only who comes into it enters. */
        IN_SEGMENT_BEFORE,
        /** Still in the segment that one must leave. */
        STILL_IN_SEGMENT,
        NOT_LEFT_SEGMENT,
        NOT_ON_LIST,
        ON_LIST_BEFORE,
        /** The trait with the date is missing. */
        NO_DATE,
        DATE_NOT_YET,
        /** Nobody called the API for the person, sent the form, or the calendar has not come. */
        NOT_BROUGHT
    }
}
