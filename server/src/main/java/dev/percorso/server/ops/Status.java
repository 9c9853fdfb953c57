package dev.percorso.server.ops;

import dev.percorso.server.Settings;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.Journal;
import dev.percorso.server.journal.Journeys;
import dev.percorso.server.journal.ProjectedLog;
import dev.percorso.server.people.People;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventFiles;
import dev.percorso.server.store.Troubles;
import java.util.List;
import java.util.Optional;

/** Puts the figures of a workspace's status together. */
public final class Status {
    private final StatusStore counts;
    private final Journal journal;
    private final ProjectedLog log;
    private final Journeys journeys;
    private final EventFiles files;
    private final People people;
    private final Settings settings;
    private final Troubles troubles;

    public Status(
            Database database,
            Journal journal,
            ProjectedLog log,
            Journeys journeys,
            EventFiles files,
            People people,
            Settings settings,
            Troubles troubles) {
        this.counts = new StatusStore(database);
        this.journal = journal;
        this.log = log;
        this.journeys = journeys;
        this.files = files;
        this.people = people;
        this.settings = settings;
        this.troubles = troubles;
    }

    Health health() {
        List<Troubles.Trouble> all = troubles.all();
        boolean isCollecting = !troubles.isIn(Troubles.Part.COLLECTING);
        return new Health(
                all.isEmpty() ? Health.State.UP : isCollecting ? Health.State.DEGRADED : Health.State.NOT_COLLECTING,
                all);
    }

    void rebuildIndex(WorkspaceId workspace) {
        journeys.rebuildSoon(workspace);
    }

    WorkspaceStatus of(WorkspaceId workspace) {
        long lag = journal.unprojectedEvents(workspace);
        StatusStore.Counts sum = counts.of(workspace);
        return new WorkspaceStatus(
                sum.accepted() + lag,
                sum.refused(),
                sum.duplicate(),
                log.lastSequence(workspace),
                lag,
                people.count(workspace),
                journeys.snapshot(workspace).eventCount(),
                journeys.sizeBytes(workspace),
                journeys.rebuilding(workspace).stream().boxed().findAny(),
                files.list(workspace).size(),
                Optional.of(new WorkspaceStatus.Smtp(
                        settings.smtp().isPresent(), settings.smtp().map(Settings.Smtp::host))),
                troubles.all());
    }
}
