package dev.percorso.server.people;

/** What personal data may be used for. */
public enum Purpose {
    TECHNICAL,
    ANALYTICS,
    PROFILING,
    /** Marketing by e-mail. */
    EMAIL
}
