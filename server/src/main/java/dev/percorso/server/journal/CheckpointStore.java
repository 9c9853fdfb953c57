package dev.percorso.server.journal;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import org.jdbi.v3.core.Handle;

/**
 * How far each consumer of the {@link ProjectedLog} is, in each workspace. The log keeps what a registered consumer has
 * not passed, so register only what really reads.
 */
public final class CheckpointStore {
    private final Database database;

    public CheckpointStore(Database database) {
        this.database = database;
    }

    /** Makes a consumer known. One that is new starts after the newest event of each workspace, not in the past. */
    public void register(String consumer) {
        database.run(handle -> {
            int added = handle.execute("INSERT OR IGNORE INTO log_consumer (name) VALUES (?)", consumer);
            if (added > 0) {
                handle.execute("""
                        INSERT INTO log_position (workspace, consumer, sequence)
                        SELECT workspace, ?, sequence FROM workspace_position
                        """, consumer);
            }
        });
    }

    /** Forgets a consumer, so that the log keeps nothing for it. */
    public void unregister(String consumer) {
        database.run(handle -> {
            handle.execute("DELETE FROM log_position WHERE consumer = ?", consumer);
            handle.execute("DELETE FROM log_consumer WHERE name = ?", consumer);
        });
    }

    /** Sequence of the last event the consumer has dealt with; 0 at the beginning. */
    public long position(Handle handle, WorkspaceId workspace, String consumer) {
        return handle.createQuery(
                        "SELECT sequence FROM log_position WHERE workspace = :workspace AND consumer = :consumer")
                .bind("workspace", workspace.value())
                .bind("consumer", consumer)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** Moves on, in the transaction that holds the effects of the events up to the sequence. */
    public void advance(Handle handle, WorkspaceId workspace, String consumer, long sequence) {
        handle.execute("""
                INSERT INTO log_position (workspace, consumer, sequence) VALUES (?, ?, ?)
                ON CONFLICT (workspace, consumer) DO UPDATE SET sequence = excluded.sequence
                """, workspace.value(), consumer, sequence);
    }
}
