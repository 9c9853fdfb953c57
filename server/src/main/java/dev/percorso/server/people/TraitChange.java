package dev.percorso.server.people;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of a trait.
 *
 * @param value the new value (text, number or boolean); absent when it was removed
 * @param source id of the source whose event said it, {@code operator:} with the user's name, or {@code flow}
 */
public record TraitChange(String trait, Optional<Object> value, String source, Instant at) {
    /** What a step of a flow sets. */
    public static final String FLOW = "flow";

    /** What a user of Percorso sets. */
    public static final String OPERATOR = "operator:";
}
