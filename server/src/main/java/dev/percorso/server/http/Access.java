package dev.percorso.server.http;

/** What a route asks of its caller. Every route states one; there is no default. */
public enum Access {
    /** Anybody: collecting (which has its own write keys), the login, links in messages, static files. */
    PUBLIC,
    /** Whoever is signed in. */
    SIGNED_IN,
    /** May see the workspace in the path. */
    VIEW,
    /** May change the workspace in the path. */
    EDIT,
    /** May manage users, keys and workspaces. */
    ADMINISTER
}
