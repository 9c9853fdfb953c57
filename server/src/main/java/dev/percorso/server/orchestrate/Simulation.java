package dev.percorso.server.orchestrate;

import dev.percorso.flow.EntryDecision;
import dev.percorso.flow.ExitReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a version of a flow would have done in a period, had it run.
 *
 * @param id by which the people at its steps can be asked for; kept for an hour
 * @param version absent for the draft
 * @param persons looked at
 * @param people who would have entered, each counted once
 * @param withoutConsent persons left out because they did not agree to profiling, which a flow that advertises needs
 * @param counts as the running flow has them; waiting are those inside at the end of the period
 * @param messages the first ones
 */
record Simulation(
        String id,
        Instant from,
        Instant to,
        Optional<Integer> version,
        long persons,
        long people,
        long withoutConsent,
        FlowCounts counts,
        List<Refused> refused,
        List<Left> exits,
        List<Held> held,
        List<Message> messages) {

    /** How often somebody was to enter and did not. */
    record Refused(EntryDecision.Reason reason, long times) {}

    /** How many runs ended so. */
    record Left(ExitReason.Kind kind, long runs) {}

    /** Messages of a step that a rule would have held back for good. */
    record Held(String step, String rule, long messages) {}

    /**
     * A message that would have gone out, or would have been held back.
     *
     * @param skipped the rule that would have held it back
     * @param until when it would have gone out, had it had to wait
     */
    record Message(
            String personId,
            String person,
            String step,
            int occurrence,
            Instant at,
            Optional<String> skipped,
            Optional<Instant> until) {}
}
