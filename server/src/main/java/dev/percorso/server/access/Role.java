package dev.percorso.server.access;

import dev.percorso.server.http.Access;

/** What a user may do. */
public enum Role {
    ADMINISTRATOR(Access.ADMINISTER),
    EDITOR(Access.EDIT),
    VIEWER(Access.VIEW);

    private final Access access;

    Role(Access access) {
        this.access = access;
    }

    public Access access() {
        return access;
    }
}
