package dev.percorso.server.push;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.util.function.Predicate;

/** Whether a workspace takes push messages, so that the tag loads its part only where it does. */
public final class PushOnSite implements Predicate<WorkspaceId> {
    private final Database database;

    public PushOnSite(Database database) {
        this.database = database;
    }

    @Override
    public boolean test(WorkspaceId workspace) {
        return PushStore.isOn(database, workspace);
    }
}
