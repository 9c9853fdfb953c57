package dev.percorso.server.analyze;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.WorkspaceTable;
import java.util.Optional;

/** Saved reports as other capabilities see them. */
public final class SavedReports {
    private final WorkspaceTable<SavedReport> store;

    public SavedReports(Database database) {
        this.store = SavedReportStore.in(database);
    }

    public Optional<SavedReport> find(WorkspaceId workspace, String id) {
        return store.find(workspace, id);
    }
}
