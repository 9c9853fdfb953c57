package dev.percorso.server.access;

import org.jdbi.v3.core.Handle;

/** The users named in stored documents, as their list {@code users}. */
public final class ToldUserStore {
    private ToldUserStore() {}

    /**
     * Takes a user out of all documents of a table.
     *
     * @param table a constant of the code
     */
    public static void takeOut(Handle handle, String table, String userId) {
        handle.createUpdate("""
                        UPDATE %s SET content = json_set(content, '$.users', json((
                          SELECT json_group_array(value) FROM json_each(content, '$.users') WHERE value <> :user)))
                        WHERE EXISTS (SELECT 1 FROM json_each(content, '$.users') WHERE value = :user)
                        """.formatted(table)).bind("user", userId).execute();
    }
}
