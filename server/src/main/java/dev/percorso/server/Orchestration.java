package dev.percorso.server;

import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.deliver.Delivery;
import dev.percorso.server.deliver.MessageDataStore;
import dev.percorso.server.deliver.MessageRenderer;
import dev.percorso.server.deliver.MessageRoutes;
import dev.percorso.server.deliver.MessagesInStory;
import dev.percorso.server.deliver.PersonLinks;
import dev.percorso.server.deliver.PreferenceRoutes;
import dev.percorso.server.deliver.Recipients;
import dev.percorso.server.deliver.RuleRoutes;
import dev.percorso.server.deliver.SendingChecks;
import dev.percorso.server.deliver.Suppressions;
import dev.percorso.server.deliver.UnsubscribeRoutes;
import dev.percorso.server.deliver.WebhookRoutes;
import dev.percorso.server.deliver.Webhooks;
import dev.percorso.server.event.Ids;
import dev.percorso.server.http.Routes;
import dev.percorso.server.journal.ProjectionListener;
import dev.percorso.server.orchestrate.FlowProjector;
import dev.percorso.server.orchestrate.FlowRoutes;
import dev.percorso.server.orchestrate.Flows;
import dev.percorso.server.orchestrate.PeopleInFlows;
import dev.percorso.server.orchestrate.RunDataStore;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.people.People;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.TimelineContributor;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The half of the composition that moves people through flows and sends them messages. */
final class Orchestration implements AutoCloseable {
    private final Flows flows;
    private final FlowProjector projector;
    private final Webhooks webhooks;
    private final Optional<Delivery> delivery;
    private final TimelineContributor messagesInStory;
    private final List<PersonalData> personalData;
    private final List<Routes> routes;

    Orchestration(
            Settings settings,
            Database database,
            InstantSource clock,
            Ids ids,
            Workspaces workspaces,
            People people,
            Segments segments,
            PersonLinks links) {
        Recipients recipients = new Recipients(people, workspaces, links);
        MessageRenderer renderer = new MessageRenderer(clock);
        Suppressions suppressions = new Suppressions(database, clock, ids, recipients, settings.publicUrl());
        this.flows = new Flows(database, clock, ids, people, segments, recipients, renderer::problemOf);
        SendingChecks checks = new SendingChecks(database, clock, suppressions);
        this.delivery = settings.smtp()
                .map(smtp -> new Delivery(
                        database,
                        clock,
                        recipients,
                        flows,
                        suppressions,
                        checks,
                        renderer,
                        Delivery.smtp(smtp, clock)));
        this.projector = new FlowProjector(flows, clock, this::wakeSenders);
        this.webhooks = new Webhooks(
                database,
                clock,
                recipients,
                flows,
                renderer,
                suppressions.webhookSignature(),
                new PublicAddresses(settings.outward().allowsLoopback()),
                projector::wake);
        this.personalData = List.of(new RunDataStore(), new MessageDataStore(suppressions, clock));
        this.messagesInStory = new MessagesInStory(database, flows);
        this.routes = List.of(
                new FlowRoutes(flows),
                new MessageRoutes(database, recipients, flows, renderer, clock),
                new UnsubscribeRoutes(suppressions),
                new WebhookRoutes(suppressions.webhookSignature()),
                new RuleRoutes(checks),
                new PreferenceRoutes(suppressions, checks, clock));
    }

    private void wakeSenders() {
        delivery.ifPresent(Delivery::wake);
        webhooks.wake();
    }

    Flows flows() {
        return flows;
    }

    PeopleQuerySource peopleInFlows() {
        return new PeopleInFlows(flows);
    }

    TimelineContributor messagesInStory() {
        return messagesInStory;
    }

    /** What runs and messages know of persons. */
    List<PersonalData> personalData() {
        return personalData;
    }

    /** To be told of projected events. */
    ProjectionListener listener() {
        return projector;
    }

    List<Routes> routes() {
        return routes;
    }

    void start() {
        delivery.ifPresent(Delivery::start);
        webhooks.start();
        projector.start();
    }

    /** Finishes the turn and the messages under way. */
    @Override
    public void close() {
        projector.close();
        delivery.ifPresent(Delivery::close);
        webhooks.close();
    }
}
