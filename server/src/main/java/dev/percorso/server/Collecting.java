package dev.percorso.server;

import dev.percorso.server.access.Workspaces;
import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.DeadLetterStore;
import dev.percorso.server.collect.SourceRoutes;
import dev.percorso.server.collect.Sources;
import dev.percorso.server.collect.TagRoutes;
import dev.percorso.server.collect.WithoutConsent;
import dev.percorso.server.collect.connect.ConnectorRoutes;
import dev.percorso.server.collect.connect.Connectors;
import dev.percorso.server.collect.feeds.FeedRoutes;
import dev.percorso.server.collect.feeds.Feeds;
import dev.percorso.server.collect.protocol.DeadLetterRoutes;
import dev.percorso.server.collect.protocol.DeadLetters;
import dev.percorso.server.collect.protocol.ProtocolRoutes;
import dev.percorso.server.consent.ConsentQuestions;
import dev.percorso.server.consent.ConsentRoutes;
import dev.percorso.server.consent.ConsentTagRoutes;
import dev.percorso.server.event.Ids;
import dev.percorso.server.form.FormsOnSite;
import dev.percorso.server.http.Routes;
import dev.percorso.server.journal.Journal;
import dev.percorso.server.onsite.MessagesOnSite;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.people.ConsentLedger;
import dev.percorso.server.people.ErasedIds;
import dev.percorso.server.people.People;
import dev.percorso.server.push.PushOnSite;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.SecretBox;
import dev.percorso.server.survey.SurveysOnSite;
import java.time.InstantSource;
import java.util.List;

/** The part of the composition that takes events in: protocols, connectors, feeds, consent, refused events. */
final class Collecting implements AutoCloseable {
    private final Sources sources;
    private final ConsentLedger ledger;
    private final Collector collector;
    private final SecretBox box;
    private final Connectors connectors;
    private final Feeds feeds;
    private final List<Routes> routes;

    Collecting(
            Settings settings,
            Database database,
            InstantSource clock,
            Ids ids,
            Workspaces workspaces,
            People people,
            ErasedIds erased,
            Journal journal) {
        this.sources = new Sources(database, ids, clock);
        this.ledger = new ConsentLedger(database);
        WithoutConsent withoutConsent = new WithoutConsent(database, workspaces);
        DeadLetterStore deadLetters = new DeadLetterStore(database);
        this.collector = new Collector(journal, deadLetters, erased, ledger, sources, withoutConsent, clock);
        this.box = SecretBox.open(settings.data().resolve("secrets.key"));
        this.connectors = new Connectors(
                database, box, collector, ids, clock, settings.outward().ecwidApi());
        this.feeds = new Feeds(
                database,
                collector,
                ids,
                clock,
                new PublicAddresses(settings.outward().allowsLoopback()));
        ConsentQuestions questions = new ConsentQuestions(database, clock);
        this.routes = List.of(
                // Before the protocols, some of whose addresses have the same form.
                new ConsentTagRoutes(
                        sources,
                        collector,
                        ledger,
                        questions,
                        new SurveysOnSite(database, clock),
                        new MessagesOnSite(database, clock),
                        new PushOnSite(database),
                        new FormsOnSite(database, clock),
                        clock),
                new ProtocolRoutes(sources, collector, clock),
                new ConnectorRoutes(connectors),
                new FeedRoutes(feeds),
                new ConsentRoutes(questions, ledger, people, sources, collector, withoutConsent, workspaces),
                new SourceRoutes(sources),
                new DeadLetterRoutes(new DeadLetters(collector, deadLetters)),
                new TagRoutes());
    }

    List<Routes> routes() {
        return routes;
    }

    /** Seals what other programs' secrets are kept as. */
    SecretBox box() {
        return box;
    }

    Sources sources() {
        return sources;
    }

    ConsentLedger consentLedger() {
        return ledger;
    }

    Collector collector() {
        return collector;
    }

    void start() {
        feeds.start();
    }

    @Override
    public void close() {
        connectors.close();
        feeds.close();
    }
}
