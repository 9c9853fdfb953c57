package dev.percorso.server.access;

import org.jdbi.v3.core.Handle;

/** What names users by their id, to send them something, and must forget one who is deleted. */
public interface UserLeaving {
    /** In the transaction that deletes the user. */
    void leave(Handle handle, String userId);
}
