package dev.percorso.server.people;

import java.time.Instant;

/**
 * The latest statement of a person about one purpose.
 *
 * @param source where it was made, e.g. the id of the event's source or {@code unsubscribe}
 */
public record Consent(Purpose purpose, boolean granted, Instant at, String source) {}
