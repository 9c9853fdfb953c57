package dev.percorso.server.onsite;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.InstantSource;
import java.util.function.Predicate;

/** Whether a workspace's sites may show any message, so that the tag asks only where there is one. */
public final class MessagesOnSite implements Predicate<WorkspaceId> {
    private final DocumentStore<OnSiteMessageContent> messages;

    public MessagesOnSite(Database database, InstantSource clock) {
        this.messages = OnSiteMessages.store(database, clock);
    }

    /** Whether there is such a message. */
    public boolean has(WorkspaceId workspace, String message) {
        return messages.find(workspace, message).isPresent();
    }

    @Override
    public boolean test(WorkspaceId workspace) {
        return messages.all(workspace).stream()
                .map(DocumentStore.Stored::content)
                .anyMatch(OnSiteMessages::isShown);
    }
}
