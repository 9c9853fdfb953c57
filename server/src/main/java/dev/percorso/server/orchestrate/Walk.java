package dev.percorso.server.orchestrate;

import dev.percorso.flow.EntryDecision;
import dev.percorso.server.deliver.RenderedMessage;
import dev.percorso.server.deliver.SendingChecks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way one person would have gone through a flow.
 *
 * @param allowed whether the person agreed to profiling, without which a flow that advertises lets nobody in
 * @param refused when the person was to enter and did not
 */
record Walk(
        String personId, String person, boolean allowed, List<Step> steps, List<Refused> refused, List<String> inside) {

    /** When the person was to enter and why they did not. */
    record Refused(Instant at, EntryDecision.Reason reason) {}

    /** What happened. */
    enum Kind {
        ENTERED,
        MOVED,
        WAITS,
        MESSAGE,
        WEBHOOK,
        ASKED_FOR_PUSH,
        SHOWED_MESSAGE,
        TRAIT,
        LIST,
        COUPON,
        POINTS,
        CHOSE,
        STARTED_FLOW,
        STOPPED_FLOW,
        GOAL,
        LEFT
    }

    /** What brought it about. */
    enum CauseKind {
        EVENT,
        TIME,
        CLOCK,
        CAME_INTO_SEGMENT,
        LEFT_SEGMENT,
        CAME_ONTO_LIST,
        ANSWER,
        COUPON,
        TEST
    }

    /** @param name of the event or the segment */
    record Cause(CauseKind kind, Optional<String> name, Map<String, Object> properties) {}

    /**
     * One thing that happened.
     *
     * @param step where
     * @param to where a move leads
     * @param outlet the way out that was taken: {@code next}, {@code yes}, {@code no}, {@code otherwise}, {@code timeout}
     *     or the label of a way
     * @param detail the trait that was set, the list, the flow that was started, why the run ended
     * @param until when a wait would end
     */
    record Step(
            Instant at,
            int run,
            Kind kind,
            String step,
            Optional<String> to,
            Optional<String> outlet,
            Optional<String> detail,
            Optional<Instant> until,
            Cause cause,
            Optional<Message> message) {}

    /** A message as it would have been, with what would have become of it. */
    record Message(
            RenderedMessage content,
            List<SendingChecks.Check> checks,
            Optional<String> skipped,
            Optional<Instant> until) {}
}
