package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.TimelineContributor;
import dev.percorso.server.people.TimelineEntry;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.List;

/** Adds messages to a person's story, each with the flow and step that sent it. */
public final class MessagesInStory implements TimelineContributor {
    private final OutboxStore outbox;
    private final MessageContents contents;

    public MessagesInStory(Database database, MessageContents contents) {
        this.outbox = new OutboxStore(database);
        this.contents = contents;
    }

    @Override
    public List<TimelineEntry> entries(WorkspaceId workspace, int person, Instant before, int limit) {
        return outbox.ofPersonBefore(workspace, person, before, limit).stream()
                .map(row -> entry(workspace, row))
                .toList();
    }

    private TimelineEntry entry(WorkspaceId workspace, OutboxMessage row) {
        String flow = contents.flowName(workspace, row.message().flow());
        String why = row.reason().isEmpty() ? "" : ": " + row.reason();
        return TimelineEntry.message(
                row.createdAt(),
                row.subject(),
                row.message().channel().json(),
                row.status().name(),
                (contents.isCampaign(workspace, row.message().flow())
                                ? flow
                                : flow + ", " + row.message().step())
                        + why);
    }
}
