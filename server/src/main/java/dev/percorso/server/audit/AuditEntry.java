package dev.percorso.server.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that somebody did.
 *
 * @param sequence grows with each entry
 * @param workspace where; empty for what concerns all of them
 * @param actor name of the user or the API key, as it was then
 * @param action method and path of the call, e.g. {@code DELETE segments/{id}}, or a name such as {@code sign-in}
 * @param subject what it was done to: an id and, of something new and of a deleted user, its name; empty when it is forgotten or there is none
 */
public record AuditEntry(
        long sequence, Instant at, Optional<String> workspace, String actor, String action, String subject) {}
