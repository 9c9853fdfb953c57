package dev.percorso.server;

import dev.percorso.server.audit.AuditDataStore;
import dev.percorso.server.audit.AuditLog;
import dev.percorso.server.audit.AuditRoutes;
import dev.percorso.server.collect.DeadLetterDataStore;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Routes;
import dev.percorso.server.journal.EventFileWriter;
import dev.percorso.server.journal.Journal;
import dev.percorso.server.journal.Journeys;
import dev.percorso.server.journal.Projector;
import dev.percorso.server.journal.QuarantineDataStore;
import dev.percorso.server.journal.StoredEvents;
import dev.percorso.server.people.ErasedIds;
import dev.percorso.server.people.People;
import dev.percorso.server.people.PeopleDataStore;
import dev.percorso.server.people.PersonFacts;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalFiles;
import dev.percorso.server.privacy.AccessExport;
import dev.percorso.server.privacy.Erasures;
import dev.percorso.server.privacy.PrivacyRoutes;
import dev.percorso.server.privacy.Retention;
import dev.percorso.server.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The part of the composition that hands out and forgets personal data. Who keeps any registers it here. */
final class Privacy implements AutoCloseable {
    private final Erasures erasures;
    private final Retention retention;
    private final List<Routes> routes;
    private final Set<String> tables = new TreeSet<>();

    Privacy(
            Database database,
            Ids ids,
            InstantSource clock,
            AuditLog audit,
            ErasedIds erased,
            People people,
            PersonFacts facts,
            Journal journal,
            Projector projector,
            EventFileWriter events,
            StoredEvents stored,
            Journeys journeys,
            List<PersonalData> ofOthers,
            PersonalFiles waiting) {
        List<PersonalData> others =
                new ArrayList<>(List.of(new DeadLetterDataStore(), new QuarantineDataStore(), new AuditDataStore()));
        others.addAll(ofOthers);
        Erasures.Keepers keepers = new Erasures.Keepers(
                new PeopleDataStore(database), others, waiting, erased, journal, projector, events, journeys);
        this.erasures = new Erasures(database, keepers, clock, ids);
        this.retention = new Retention(database, erasures, erased, events, journeys, audit, clock);
        AccessExport export = new AccessExport(database, people, facts, keepers, stored, clock);
        this.routes = List.of(new PrivacyRoutes(export, erasures, retention, audit), new AuditRoutes(database));
        tables.addAll(keepers.people().tables());
        others.forEach(owner -> tables.addAll(owner.tables()));
    }

    List<Routes> routes() {
        return routes;
    }

    Retention retention() {
        return retention;
    }

    /** Forgets persons of whom nothing is known any more; they may come again. */
    void forget(WorkspaceId workspace, Set<Integer> persons) {
        erasures.expire(workspace, persons);
    }

    /** Tables with personal data that somebody answers for. */
    Set<String> tables() {
        return tables;
    }

    void start() {
        erasures.start();
        retention.start();
    }

    @Override
    public void close() {
        retention.close();
        erasures.close();
    }
}
