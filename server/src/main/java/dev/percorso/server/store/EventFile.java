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

    /** Number of sequences it covers; erased ones count. */
    long span() {
        return lastSequence - firstSequence + 1;
    }

    /** Name of the folder: the day of arrival, as ISO 8601 writes it. */
    String day() {
        return path.substring(path.indexOf('/') + 1, path.lastIndexOf('/'));
    }
}
