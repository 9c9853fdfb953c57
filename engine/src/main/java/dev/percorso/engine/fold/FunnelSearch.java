package dev.percorso.engine.fold;

/** Finds attempts among the events of one person or session. One per worker; not safe to share. */
sealed interface FunnelSearch permits PlainSearch, OrderedSearch, StrictSearch, AnyOrderSearch {
    /** Takes the attempts found; the attempt object is reused. */
    interface Found {
        void attempt(FunnelAttempt attempt);
    }

    /** Result of a search. */
    enum Verdict {
        COUNTED,
        /** An exclusion took the person out of the funnel. */
        PERSON_EXCLUDED
    }

    /** Finds the attempt that counts for a person or session: the first one that gets furthest. */
    Verdict best(FunnelEvents events, Found found);

    /** Finds every attempt, one after the other. */
    Verdict all(FunnelEvents events, Found found);
}
