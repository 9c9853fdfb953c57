package dev.percorso.server.form;

import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody filled in a form.
 *
 * @param address empty once it is a person's
 * @param submittedAt the first of several submissions
 * @param mails how many asked for confirmation
 * @param person 0 while nobody is known
 */
record Submission(
        WorkspaceId workspace,
        String id,
        String form,
        String address,
        Answers answers,
        Optional<String> anonymousId,
        String source,
        Status status,
        Instant submittedAt,
        int mails,
        Optional<Instant> mailedAt,
        Optional<Instant> confirmedAt,
        int person) {

    /** How far it has come. */
    enum Status {
        /** It waits for the link to be followed. */
        PENDING,
        /** It holds, and is on its way to the ledger. */
        CONFIRMED,
        /** It is a person's. */
        DONE
    }
}
