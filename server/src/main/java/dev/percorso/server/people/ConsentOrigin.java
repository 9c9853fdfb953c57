package dev.percorso.server.people;

/** Where a statement about consent was made. */
public enum ConsentOrigin {
    /** The web tag's banner. */
    BANNER,
    /** The web tag's preference centre, or a page of the server's. */
    PREFERENCE_CENTRE,
    /** A form of Percorso, confirmed by e-mail unless its makers want otherwise. */
    FORM,
    /** A program of the company, also by what its events carry. */
    API,
    /** An imported file. */
    IMPORT,
    /** A user of Percorso, on behalf of the person. */
    OPERATOR,
    /** The unsubscribe link of a message. */
    UNSUBSCRIBE
}
