package dev.percorso.server;

import dev.percorso.server.access.Users;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.FoldPool;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.campaign.CampaignDataStore;
import dev.percorso.server.campaign.CampaignReach;
import dev.percorso.server.campaign.CampaignRoutes;
import dev.percorso.server.campaign.CampaignSender;
import dev.percorso.server.campaign.Campaigns;
import dev.percorso.server.campaign.PeopleInCampaigns;
import dev.percorso.server.campaign.SendTimes;
import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.Sources;
import dev.percorso.server.compose.Brands;
import dev.percorso.server.compose.ProductsOfPeople;
import dev.percorso.server.compose.PublicPictures;
import dev.percorso.server.compose.TemplateRoutes;
import dev.percorso.server.compose.Templates;
import dev.percorso.server.compose.TestSender;
import dev.percorso.server.compose.ToldProducts;
import dev.percorso.server.deliver.Channel;
import dev.percorso.server.deliver.Delivery;
import dev.percorso.server.deliver.EmailCourier;
import dev.percorso.server.deliver.Mailer;
import dev.percorso.server.deliver.ManyContents;
import dev.percorso.server.deliver.MessageContents;
import dev.percorso.server.deliver.MessageDataStore;
import dev.percorso.server.deliver.MessagePreview;
import dev.percorso.server.deliver.MessageRenderer;
import dev.percorso.server.deliver.MessageRoutes;
import dev.percorso.server.deliver.MessagesInStory;
import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.deliver.PersonLinks;
import dev.percorso.server.deliver.PreferenceRoutes;
import dev.percorso.server.deliver.PreviewRecipients;
import dev.percorso.server.deliver.Reach;
import dev.percorso.server.deliver.ReactionRoutes;
import dev.percorso.server.deliver.Reactions;
import dev.percorso.server.deliver.Recipients;
import dev.percorso.server.deliver.RuleRoutes;
import dev.percorso.server.deliver.SendingChecks;
import dev.percorso.server.deliver.SendingForecast;
import dev.percorso.server.deliver.SuppressionList;
import dev.percorso.server.deliver.SuppressionRoutes;
import dev.percorso.server.deliver.Suppressions;
import dev.percorso.server.deliver.UnsubscribeRoutes;
import dev.percorso.server.deliver.WebhookRoutes;
import dev.percorso.server.deliver.Webhooks;
import dev.percorso.server.deliver.feedback.FeedbackRoutes;
import dev.percorso.server.deliver.sender.Dns;
import dev.percorso.server.deliver.sender.SenderRoutes;
import dev.percorso.server.deliver.sender.Senders;
import dev.percorso.server.event.Ids;
import dev.percorso.server.form.ConfirmationMail;
import dev.percorso.server.form.FormDataStore;
import dev.percorso.server.form.FormRoutes;
import dev.percorso.server.form.Forms;
import dev.percorso.server.form.Submissions;
import dev.percorso.server.form.Subscribers;
import dev.percorso.server.http.Routes;
import dev.percorso.server.journal.ProjectionListener;
import dev.percorso.server.journal.VisibleEvents;
import dev.percorso.server.loyalty.CouponDesk;
import dev.percorso.server.loyalty.CouponStore;
import dev.percorso.server.onsite.MessagesOnSite;
import dev.percorso.server.onsite.OfferStore;
import dev.percorso.server.orchestrate.Experiments;
import dev.percorso.server.orchestrate.FlowProjector;
import dev.percorso.server.orchestrate.FlowRoutes;
import dev.percorso.server.orchestrate.FlowSimulator;
import dev.percorso.server.orchestrate.Flows;
import dev.percorso.server.orchestrate.PeopleInFlows;
import dev.percorso.server.orchestrate.RunDataStore;
import dev.percorso.server.orchestrate.Scenarios;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.people.People;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.TimelineContributor;
import dev.percorso.server.picture.Pictures;
import dev.percorso.server.push.PushDataStore;
import dev.percorso.server.push.PushRoutes;
import dev.percorso.server.push.PushTagRoutes;
import dev.percorso.server.push.Pushes;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.site.TagQuestions;
import dev.percorso.server.sms.SmsRoutes;
import dev.percorso.server.sms.TextMessages;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.Removals;
import dev.percorso.server.store.SecretBox;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The half of the composition that moves people through flows and sends them messages. */
final class Orchestration implements AutoCloseable {
    private final Flows flows;
    private final Campaigns campaigns;
    private final CampaignSender campaignSender;
    private final Subscribers subscribers;
    private final FlowSimulator simulator;
    private final Experiments experiments;
    private final FlowProjector projector;
    private final Webhooks webhooks;
    private final List<Delivery> deliveries = new ArrayList<>();
    private final TimelineContributor messagesInStory;
    private final List<PeopleQuerySource> peopleBehind;
    private final List<PersonalData> personalData;
    private final List<Routes> routes;
    private final Templates templates;
    private final ToldProducts toldProducts;

    Orchestration(
            Settings settings,
            Database database,
            InstantSource clock,
            Ids ids,
            Workspaces workspaces,
            People people,
            Collector collector,
            TagQuestions questions,
            Sources sources,
            Segments segments,
            SecretBox box,
            PersonLinks links,
            Users users,
            Pictures uploaded,
            FoldPool folds,
            CouponDesk coupons,
            VisibleEvents visible) {
        Brands brands = new Brands(database, clock, ids);
        this.toldProducts = new ToldProducts(database, sources);
        Recipients recipients = new Recipients(
                people, workspaces, links, new ProductsOfPeople(segments, brands, toldProducts, folds, clock));
        MessageRenderer renderer = new MessageRenderer(clock);
        Suppressions suppressions = new Suppressions(database, clock, ids, recipients, settings.publicUrl());
        SendingChecks checks = new SendingChecks(database, clock, suppressions);
        PublicPictures pictures = new PublicPictures(uploaded, suppressions.secret(), settings.publicUrl());
        this.templates = new Templates(database, clock, ids, workspaces, brands, pictures, renderer);
        Forms forms = new Forms(database, clock, ids);
        this.flows = new Flows(
                database,
                clock,
                ids,
                people,
                segments,
                recipients,
                renderer::problemOf,
                templates,
                forms::exists,
                new MessagesOnSite(database, clock)::has,
                coupons,
                visible,
                checks::holdsOut);
        this.experiments = new Experiments(database, flows, segments, folds, clock);
        this.campaigns = new Campaigns(database, clock, ids, segments, people, renderer, templates);
        MessageContents contents = new ManyContents(List.of(
                campaigns,
                flows.messages(),
                new ConfirmationMail(database, forms, suppressions, workspaces, settings.publicUrl())));
        Reactions reactions =
                new Reactions(database, suppressions, people, collector, contents, clock, settings.publicUrl());
        Senders senders = new Senders(database, box, clock, settings.smtp().map(Settings.Smtp::from));
        PublicAddresses addresses = new PublicAddresses(settings.outward().allowsLoopback());
        Pushes pushes = new Pushes(
                database,
                box,
                addresses,
                people,
                clock,
                contact(settings),
                settings.outward().allowsLoopback());
        TextMessages texts = new TextMessages(database, box, addresses, contents, renderer, suppressions, clock);
        Map<Channel, Reach> reaches =
                Map.of(Channel.EMAIL, EmailCourier::reach, Channel.PUSH, pushes.reach(), Channel.SMS, texts.reach());
        this.simulator = new FlowSimulator(
                flows,
                people,
                segments,
                recipients,
                new SendingForecast(recipients, reaches, suppressions, checks),
                new MessagePreview(recipients, renderer),
                folds,
                ids);
        Optional<Supplier<Mailer>> mailers = settings.smtp().map(smtp -> Delivery.smtp(smtp, clock));
        Set<Channel> sending = mailers.isPresent() ? Set.of(Channel.values()) : Set.of(Channel.PUSH, Channel.SMS);
        mailers.ifPresent(mailer -> deliveries.add(new Delivery(
                Channel.EMAIL,
                sending,
                database,
                clock,
                recipients,
                contents,
                checks,
                EmailCourier::reach,
                () -> new EmailCourier(
                        mailer.get(), recipients, contents, suppressions, renderer, reactions, senders::of))));
        deliveries.add(new Delivery(
                Channel.PUSH,
                sending,
                database,
                clock,
                recipients,
                contents,
                checks,
                pushes.reach(),
                () -> pushes.courier(contents, renderer, reactions)));
        deliveries.add(new Delivery(
                Channel.SMS, sending, database, clock, recipients, contents, checks, texts.reach(), texts::courier));
        this.projector = new FlowProjector(flows, clock, this::wakeSenders);
        this.webhooks = new Webhooks(
                database,
                clock,
                recipients,
                flows.messages(),
                renderer,
                suppressions.webhookSignature(),
                addresses,
                projector::wake);
        SendTimes times = new SendTimes(segments, recipients, people);
        this.campaignSender =
                new CampaignSender(database, segments, people, times, clock, () -> deliveries.forEach(Delivery::wake));
        this.subscribers = new Subscribers(database, forms, collector, people, checks, clock);
        Submissions submissions = new Submissions(
                database, subscribers, suppressions, clock, ids, () -> deliveries.forEach(Delivery::wake));
        this.peopleBehind = List.of(
                new PeopleInFlows(flows, simulator, experiments, new OutboxStore(database), new OfferStore(database)),
                new PeopleInCampaigns(campaigns));
        this.personalData = List.of(
                new RunDataStore(),
                new MessageDataStore(suppressions, clock),
                new CampaignDataStore(),
                new OfferStore(database),
                new PushDataStore(),
                new FormDataStore(database));
        this.messagesInStory = new MessagesInStory(database, contents);
        this.routes = List.of(
                new FlowRoutes(database, flows, simulator, experiments, people, segments, folds, clock, this::wakeAll),
                new CampaignRoutes(
                        campaigns,
                        campaignSender,
                        reactions,
                        new CampaignReach(
                                segments,
                                people,
                                times,
                                folds,
                                clock,
                                new CampaignReach.Gateways(settings.smtp().isPresent(), texts::isSetUp),
                                checks::holdsOut)),
                new FormRoutes(forms, submissions, sources, questions, checks, settings.publicUrl()),
                new MessageRoutes(database, recipients, contents, renderer, clock),
                new TemplateRoutes(
                        templates,
                        brands,
                        List.of(flows.uses()::usesOfTemplate, campaigns::usesOfTemplate),
                        new PreviewRecipients(recipients),
                        renderer,
                        new TestSender(users, mailers, senders::of, ids),
                        clock),
                pictures,
                new ReactionRoutes(reactions),
                new FeedbackRoutes(suppressions, reactions, senders, clock, addresses),
                new SenderRoutes(senders, new Dns(settings.outward().dns())),
                new UnsubscribeRoutes(suppressions, reactions),
                new SmsRoutes(texts, suppressions),
                new PushRoutes(pushes),
                new PushTagRoutes(pushes, questions, collector, people, ids, clock),
                new WebhookRoutes(suppressions.webhookSignature()),
                new RuleRoutes(checks),
                new SuppressionRoutes(new SuppressionList(suppressions, clock)),
                new PreferenceRoutes(suppressions, reactions, recipients, checks, clock));
    }

    /** Whom push services may turn to: who sends the e-mail, else the server itself. */
    private static String contact(Settings settings) {
        return settings.smtp()
                .map(Settings.Smtp::from)
                .map(from -> "mailto:" + from.replaceAll(".*<|>.*", "").strip())
                .orElseGet(() -> settings.publicUrl().toString());
    }

    private void wakeAll() {
        wakeSenders();
        projector.wake();
    }

    private void wakeSenders() {
        deliveries.forEach(Delivery::wake);
        webhooks.wake();
    }

    Flows flows() {
        return flows;
    }

    Scenarios scenarios(People people, CouponStore coupons) {
        return new Scenarios(flows, simulator, people, coupons);
    }

    /** What goes with a template that is removed for good. */
    Removals.Belongings belongings() {
        return templates;
    }

    /** Removes mail that was fixed for what is gone. */
    void removeUnheld() {
        templates.removeUnheld();
    }

    /** Names what uses a segment. */
    List<SegmentUse> segmentUses() {
        return List.of(flows.uses()::usesOfSegment, campaigns);
    }

    /** The people behind the figures of flows and campaigns. */
    List<PeopleQuerySource> peopleBehind() {
        return peopleBehind;
    }

    TimelineContributor messagesInStory() {
        return messagesInStory;
    }

    /** What runs and messages know of persons. */
    List<PersonalData> personalData() {
        return personalData;
    }

    /** To be told of projected events. */
    List<ProjectionListener> listeners() {
        return List.of(projector, toldProducts.follower());
    }

    List<Routes> routes() {
        return routes;
    }

    void start() {
        deliveries.forEach(Delivery::start);
        webhooks.start();
        projector.start();
        campaignSender.start();
        toldProducts.follower().start();
        experiments.start();
        subscribers.start();
    }

    /** Finishes the turn and the messages under way. */
    @Override
    public void close() {
        projector.close();
        experiments.close();
        campaignSender.close();
        toldProducts.follower().close();
        subscribers.close();
        deliveries.forEach(Delivery::close);
        webhooks.close();
    }
}
