package dev.percorso.server.form;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.InstantSource;
import java.util.function.Predicate;

/** Whether a form pops up on a workspace's sites, so that the tag asks only where there is one. */
public final class FormsOnSite implements Predicate<WorkspaceId> {
    private final DocumentStore<FormContent> forms;

    public FormsOnSite(Database database, InstantSource clock) {
        this.forms = Forms.documents(database, clock);
    }

    @Override
    public boolean test(WorkspaceId workspace) {
        return forms.all(workspace).stream()
                .map(DocumentStore.Stored::content)
                .anyMatch(form -> form.active() && form.place().kind() == FormContent.PlaceKind.POP_UP);
    }
}
