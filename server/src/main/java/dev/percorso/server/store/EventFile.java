package dev.percorso.server.store;

import dev.percorso.server.event.WorkspaceId;

/**
 * An immutable Parquet file with all events of a workspace from one sequence to another.
 *
 * @param path relative to the folder of all event files
 */
public record EventFile(WorkspaceId workspace, long firstSequence, long lastSequence, String path, long sizeBytes) {
    public EventFile {
        if (firstSequence < 1 || lastSequence < firstSequence) {
            throw new IllegalArgumentException("an event file holds at least one event, not those from %d to %d"
                    .formatted(firstSequence, lastSequence));
        }
    }
}
