package dev.percorso.server.journal;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.EventFiles;
import dev.percorso.server.store.EventSelection;
import java.util.List;
import java.util.function.Consumer;

/**
 * All events of a workspace, wherever they are: those in event files first, then what only the projected log has. While
 * they are read, events move from the log into files and leave the log; none is left out and none comes twice.
 */
public final class StoredEvents {
    private static final int PORTION = 5_000;

    private final EventFiles files;
    private final ProjectedLog log;

    public StoredEvents(EventFiles files, ProjectedLog log) {
        this.files = files;
        this.log = log;
    }

    /**
     * Hands over the events of a selection that come after a sequence, in order of arrival, in portions that are not
     * empty.
     *
     * @return the sequence through which everything was looked at
     */
    public long read(
            WorkspaceId workspace, long after, EventSelection selection, Consumer<List<ProjectedEvent>> target) {
        long reached = after;
        long covered = files.coveredSequence(workspace);
        while (true) {
            if (covered > reached) {
                files.read(workspace, reached, covered, selection, target);
                reached = covered;
            }
            List<ProjectedEvent> portion = log.after(workspace, reached, PORTION);
            covered = files.coveredSequence(workspace);
            if (covered > reached) {
                // The log may have lost events to a new file before it was read: they are read from there.
                continue;
            }
            if (portion.isEmpty()) {
                return reached;
            }
            reached = portion.getLast().sequence();
            List<ProjectedEvent> selected =
                    portion.stream().filter(selection::matches).toList();
            if (!selected.isEmpty()) {
                target.accept(selected);
            }
        }
    }
}
