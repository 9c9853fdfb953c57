package dev.percorso.server.people;

/** What personal data may be used for; marketing is one purpose per channel. */
public enum Purpose {
    /** What a site needs to work: allowed without being asked. */
    TECHNICAL,
    /** Being followed as a person in reports. */
    ANALYTICS,
    /** A journey of one's own for marketing: flows that advertise, audiences. */
    PROFILING,
    /** Marketing by e-mail. */
    EMAIL,
    /** Marketing by push messages. */
    PUSH,
    /** Marketing by text message. */
    SMS,
    /** Advertising on other sites. */
    ADVERTISING
}
