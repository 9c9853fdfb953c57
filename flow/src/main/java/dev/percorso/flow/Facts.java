package dev.percorso.flow;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** What the caller knows about the person of a run at the moment of a decision. */
public interface Facts {

    /** Whether the condition, in the caller's canonical form, holds for the person now. */
    boolean holds(String expression);

    /** The person's time zone, or the workspace's when the person's is not known. */
    ZoneId zone();

    /** A trait of the person: text, a number or a truth value. */
    default Optional<Object> trait(String name) {
        return Optional.empty();
    }

    /** The same facts after this very decision has put the person on lists (true) or taken them off (false). */
    default Facts withLists(Map<String, Boolean> lists) {
        return this;
    }

    /**
     * The same facts after traits that this very decision has set, so that a branch behind a "set trait" step sees
     * them although nothing has been stored yet. Callers whose conditions never look at traits keep this default.
     */
    default Facts withTraits(Map<String, Object> traits) {
        return this;
    }
}
