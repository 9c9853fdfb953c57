package dev.percorso.server.collect;

/** What allows a source's events to be about persons. */
public enum ConsentBasis {
    /** The ledger, or what the event itself says: without consent to analytics an event is only counted. */
    LEDGER,
    /** The company collects consent elsewhere and vouches for what it sends; a refusal in the ledger holds all the same. */
    ELSEWHERE
}
