package dev.percorso.server.campaign;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.compose.TemplateUse;
import dev.percorso.server.compose.Templates;
import dev.percorso.server.deliver.Channel;
import dev.percorso.server.deliver.MessageContent;
import dev.percorso.server.deliver.MessageContents;
import dev.percorso.server.deliver.MessageRenderer;
import dev.percorso.server.deliver.MessageStatus;
import dev.percorso.server.deliver.Occasion;
import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.deliver.PushMessage;
import dev.percorso.server.deliver.QueuedMessage;
import dev.percorso.server.deliver.Reaction;
import dev.percorso.server.deliver.SmsMessage;
import dev.percorso.server.deliver.WebhookCall;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemException.FieldError;
import dev.percorso.server.people.People;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The campaigns of every workspace: drafts, starting, pausing, and what became of them. */
public final class Campaigns implements MessageContents, SegmentUse {
    private static final int CONTENTS_KEPT = 200;

    private final Database database;
    private final InstantSource clock;
    private final Ids ids;
    private final CampaignStore store;
    private final OutboxStore outbox;
    private final Segments segments;
    private final People people;
    private final MessageRenderer renderer;
    private final Templates templates;
    private final Cache<Key, Optional<CampaignContent>> contents =
            Caffeine.newBuilder().maximumSize(CONTENTS_KEPT).build();

    public Campaigns(
            Database database,
            InstantSource clock,
            Ids ids,
            Segments segments,
            People people,
            MessageRenderer renderer,
            Templates templates) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.store = new CampaignStore(database);
        this.outbox = new OutboxStore(database);
        this.segments = segments;
        this.people = people;
        this.renderer = renderer;
        this.templates = templates;
    }

    private record Key(WorkspaceId workspace, String id) {}

    List<Campaign.Summary> list(WorkspaceId workspace) {
        return store.all(workspace).stream()
                .map(campaign -> summary(workspace, campaign))
                .toList();
    }

    private Campaign.Summary summary(WorkspaceId workspace, CampaignStore.Stored campaign) {
        List<OutboxStore.Tally> tallies = outbox.tallies(workspace, campaign.id());
        return new Campaign.Summary(
                campaign.id(),
                campaign.content().name(),
                campaign.content().channel(),
                campaign.status(),
                campaign.startAt(),
                campaign.startedAt(),
                campaign.endedAt(),
                campaign.updatedAt(),
                store.addressees(workspace, campaign.id(), clock.instant()).all(),
                messages(tallies, MessageStatus.SENT),
                reactions(tallies, Reaction.CLICKED));
    }

    Campaign get(WorkspaceId workspace, String id) {
        CampaignStore.Stored stored = find(workspace, id);
        return new Campaign(
                stored.id(),
                stored.content(),
                stored.status(),
                stored.revision(),
                stored.startedAt(),
                stored.testedAt(),
                winner(stored),
                stored.endedAt(),
                stored.updatedAt(),
                stored.updatedBy());
    }

    private static Optional<Integer> winner(CampaignStore.Stored campaign) {
        return campaign.winner() == 0 ? Optional.empty() : Optional.of(campaign.winner());
    }

    private CampaignStore.Stored find(WorkspaceId workspace, String id) {
        return store.find(workspace, id).orElseThrow(() -> missing(id));
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("The campaign '" + id + "'");
    }

    Campaign create(WorkspaceId workspace, CampaignContent content, String by) {
        check(workspace, content);
        String id = ids.next();
        store.insert(workspace, id, content, by, clock.instant());
        return get(workspace, id);
    }

    /** Saves a draft; what was started does not change any more. */
    Campaign save(WorkspaceId workspace, String id, CampaignContent content, long revision, String by) {
        check(workspace, content);
        boolean saved = store.save(workspace, id, content, revision, by, clock.instant());
        contents.invalidate(new Key(workspace, id));
        Campaign now = get(workspace, id);
        if (!saved && !now.status().isOpen()) {
            throw ProblemException.of(
                    ErrorCode.CONFLICT,
                    "The campaign was started, so it cannot be changed; make a copy of it to send something else");
        }
        if (!saved) {
            throw ProblemException.of(
                    ErrorCode.CONFLICT,
                    "The campaign is at revision %d, your change was made from %d; load it again and repeat your change"
                            .formatted(now.revision(), revision));
        }
        return now;
    }

    private void check(WorkspaceId workspace, CampaignContent content) {
        content.segment().ifPresent(segment -> segments.require(workspace, segment, "/segment"));
        content.template().filter(id -> !templates.exists(workspace, id)).ifPresent(id -> {
            throw ProblemException.invalid(
                    "/template", "there is no template '%s'; choose one of this workspace".formatted(id));
        });
        template("/subject", content.subject());
        template("/body", content.body());
        content.text().ifPresent(text -> template("/text", text));
        content.url().ifPresent(url -> template("/url", url));
        content.icon().ifPresent(icon -> template("/icon", icon));
        content.test().ifPresent(test -> template("/test/subject", test.subject()));
    }

    private void template(String field, String source) {
        String problem = renderer.problemOf(source);
        if (!problem.isEmpty()) {
            throw ProblemException.invalid(field, problem);
        }
    }

    void delete(WorkspaceId workspace, String id) {
        CampaignStore.Stored campaign = find(workspace, id);
        switch (campaign.status()) {
            case SCHEDULED, PREPARING, SENDING, PAUSED ->
                throw ProblemException.of(
                        ErrorCode.CONFLICT, "The campaign is under way; stop it first. Nothing was deleted");
            case DRAFT, DONE, STOPPED -> store.delete(workspace, id, clock.instant());
        }
    }

    /** Starts a draft, now or at its time. */
    Campaign start(WorkspaceId workspace, String id, CampaignReach reach) {
        CampaignStore.Stored draft = find(workspace, id);
        requireWhole(draft);
        reach.requireGateway(workspace, draft.content().channel());
        Instant begin = reach.begin(workspace, draft.content());
        Templates.Fixing fixing = templates.fix(
                workspace, draft.content().template().map(List::of).orElse(List.of()));
        change(workspace, id, List.of(CampaignStatus.DRAFT), "start", (handle, campaign) -> {
            if (campaign.revision() != draft.revision()) {
                throw ProblemException.of(
                        ErrorCode.CONFLICT, "The campaign was changed while it was started; start it again");
            }
            fixing.keep(handle, id, 0);
            CampaignStore.schedule(handle, campaign, begin.toEpochMilli());
        });
        return get(workspace, id);
    }

    private static void requireWhole(CampaignStore.Stored campaign) {
        CampaignContent content = campaign.content();
        List<FieldError> missing = new ArrayList<>();
        require(
                missing,
                content.timing() != Timing.LOCAL_TIME || content.startAt().isPresent(),
                "/startAt",
                "choose the time that each person's clock is to show");
        if (content.segment().isEmpty()) {
            missing.add(new FieldError("/segment", "missing", "choose the segment that gets the campaign"));
        }
        boolean saysSomething = !content.body().isBlank() || content.template().isPresent();
        boolean isNamed = !content.subject().isBlank() || content.template().isPresent();
        boolean isTested =
                content.test().filter(test -> test.subject().isBlank()).isEmpty();
        switch (content.channel()) {
            case EMAIL -> {
                require(missing, isNamed, "/subject", "the campaign needs a subject");
                require(missing, saysSomething, "/body", "the campaign needs something to say: write its e-mail");
                require(missing, isTested, "/test/subject", "the test needs a second subject");
            }
            case PUSH -> {
                require(missing, isNamed, "/subject", "the push message needs a title");
                require(missing, isTested, "/test/subject", "the test needs a second title");
            }
            case SMS -> require(missing, saysSomething, "/body", "the text message needs a text");
        }
        if (!missing.isEmpty()) {
            throw ProblemException.invalid(missing);
        }
    }

    private static void require(List<FieldError> missing, boolean holds, String field, String otherwise) {
        if (!holds) {
            missing.add(new FieldError(field, "missing", otherwise));
        }
    }

    /** Holds a campaign that is being sent; makes a draft of one that waits for its time. */
    Campaign pause(WorkspaceId workspace, String id, CampaignSender sender) {
        List<CampaignStatus> from = List.of(CampaignStatus.SCHEDULED, CampaignStatus.SENDING);
        change(workspace, id, from, "pause", (handle, campaign) -> {
            if (campaign.status() == CampaignStatus.SCHEDULED) {
                CampaignStore.schedule(handle, campaign, null);
                return;
            }
            CampaignStore.setStatus(handle, campaign, CampaignStatus.PAUSED);
            sender.takeBack(handle, campaign);
        });
        return get(workspace, id);
    }

    Campaign resume(WorkspaceId workspace, String id) {
        change(workspace, id, List.of(CampaignStatus.PAUSED), "resume", (handle, campaign) -> {
            CampaignStore.setStatus(handle, campaign, CampaignStatus.SENDING);
            CampaignSender.postpone(handle, campaign, clock.instant());
        });
        return get(workspace, id);
    }

    /** Ends it for good: who has no message yet gets none. */
    Campaign stop(WorkspaceId workspace, String id, CampaignSender sender) {
        List<CampaignStatus> from = List.of(CampaignStatus.SENDING, CampaignStatus.PAUSED);
        change(workspace, id, from, "stop", (handle, campaign) -> {
            sender.takeBack(handle, campaign);
            CampaignStore.end(handle, campaign, CampaignStatus.STOPPED, clock.instant());
        });
        return get(workspace, id);
    }

    private interface Change {
        void apply(Handle handle, CampaignStore.Stored campaign);
    }

    private void change(WorkspaceId workspace, String id, List<CampaignStatus> from, String action, Change change) {
        database.run(handle -> {
            CampaignStore.Stored campaign =
                    CampaignStore.find(handle, workspace, id).orElseThrow(() -> missing(id));
            if (!from.contains(campaign.status())) {
                throw ProblemException.of(
                        ErrorCode.CONFLICT,
                        "A campaign that is %s cannot %s"
                                .formatted(campaign.status().name().toLowerCase(Locale.ROOT), action));
            }
            change.apply(handle, campaign);
        });
    }

    Campaign.Progress progress(WorkspaceId workspace, String id, boolean measuresOpens) {
        CampaignStore.Stored campaign = find(workspace, id);
        List<OutboxStore.Tally> tallies = outbox.tallies(workspace, id);
        CampaignStore.Addressees addressees = store.addressees(workspace, id, clock.instant());
        Map<String, Long> reasons = new TreeMap<>();
        tallies.stream()
                .filter(tally -> tally.status() == MessageStatus.SKIPPED)
                .forEach(tally -> reasons.merge(tally.reason(), tally.messages(), Long::sum));
        List<Campaign.Variant> variants = new ArrayList<>();
        for (int variant = 1; variant <= (campaign.content().test().isPresent() ? 2 : 1); variant++) {
            String subject = campaign.content().channel() == Channel.EMAIL
                    ? said(workspace, id, campaign.content(), variant)
                            .map(MessageContent::subject)
                            .orElse("")
                    : campaign.content().subjectOf(variant);
            variants.add(variant(subject, variant, tallies));
        }
        return new Campaign.Progress(
                campaign.status(),
                addressees.all(),
                addressees.waiting(),
                addressees.forTheirHour(),
                addressees.last(),
                variants,
                reasons.entrySet().stream()
                        .map(reason -> new Campaign.Skipped(reason.getKey(), reason.getValue()))
                        .sorted((one, other) -> Long.compare(other.messages(), one.messages()))
                        .toList(),
                outbox.clicks(workspace, id),
                measuresOpens && campaign.content().channel() == Channel.EMAIL,
                winner(campaign),
                campaign.winner() == 0 ? CampaignSender.chosenAt(campaign) : Optional.empty(),
                campaign.verdict()
                        .or(() -> campaign.content()
                                .test()
                                .map(_ -> CampaignSender.verdict(tallies, campaign.content()))));
    }

    private static Campaign.Variant variant(String subject, int variant, List<OutboxStore.Tally> all) {
        List<OutboxStore.Tally> tallies =
                all.stream().filter(tally -> tally.version() == variant).toList();
        return new Campaign.Variant(
                variant,
                subject,
                messages(tallies, MessageStatus.PENDING) + messages(tallies, MessageStatus.SENDING),
                messages(tallies, MessageStatus.SENT),
                messages(tallies, MessageStatus.FAILED),
                messages(tallies, MessageStatus.UNKNOWN),
                messages(tallies, MessageStatus.SKIPPED),
                reactions(tallies, Reaction.CLICKED),
                reactions(tallies, Reaction.OPENED),
                reactions(tallies, Reaction.BOUNCED),
                reactions(tallies, Reaction.COMPLAINED),
                reactions(tallies, Reaction.UNSUBSCRIBED));
    }

    private static long reactions(List<OutboxStore.Tally> tallies, Reaction reaction) {
        return tallies.stream().mapToLong(tally -> tally.count(reaction)).sum();
    }

    private static long messages(List<OutboxStore.Tally> tallies, MessageStatus status) {
        return tallies.stream()
                .filter(tally -> tally.status() == status)
                .mapToLong(OutboxStore.Tally::messages)
                .sum();
    }

    /** The people of a campaign, or those whose message came to something. */
    BitSet persons(WorkspaceId workspace, String id, Optional<String> value, Optional<Integer> variant) {
        find(workspace, id);
        BitSet persons = switch (value.orElse("audience")) {
            case "audience" -> store.persons(workspace, id);
            case "waiting" -> store.waiting(workspace, id, Long.MIN_VALUE);
            case "forTheirHour" -> store.waiting(workspace, id, clock.instant().toEpochMilli());
            case "clicked", "opened", "bounced", "complained", "unsubscribed" ->
                outbox.persons(
                        workspace,
                        id,
                        Optional.empty(),
                        new OutboxStore.Chosen(
                                variant, value.map(name -> Reaction.valueOf(name.toUpperCase(Locale.ROOT)))));
            case "pending", "sent", "failed", "unknown", "skipped" ->
                outbox.persons(
                        workspace,
                        id,
                        Optional.of(MessageStatus.valueOf(value.get().toUpperCase(Locale.ROOT))),
                        new OutboxStore.Chosen(variant, Optional.empty()));
            default ->
                throw ProblemException.invalid(
                        "/value",
                        "people of a campaign are asked for by audience, waiting, forTheirHour, pending, sent, failed, "
                                + "unknown, skipped, clicked, opened, bounced, complained or unsubscribed");
        };
        BitSet owners = new BitSet();
        persons.stream().map(person -> people.canonical(workspace, person)).forEach(owners::set);
        return owners;
    }

    /**
     * What the record says of one person in a campaign.
     *
     * @param startedAt empty before it began
     * @param inAudience whether the person was in the segment when it began
     */
    record Presence(CampaignStatus status, Optional<Instant> startedAt, boolean inAudience) {}

    Presence presence(WorkspaceId workspace, String id, String named) {
        Campaign campaign = get(workspace, id);
        int person = people.named(workspace, named).id();
        boolean inAudience =
                persons(workspace, id, Optional.empty(), Optional.empty()).get(person);
        return new Presence(campaign.status(), campaign.startedAt(), inAudience);
    }

    @Override
    public List<String> usesOf(WorkspaceId workspace, String segment) {
        return store.all(workspace).stream()
                .filter(campaign -> campaign.endedAt().isEmpty()
                        && campaign.content().segment().filter(segment::equals).isPresent())
                .map(campaign -> "the campaign " + campaign.content().name())
                .toList();
    }

    private Optional<CampaignContent> content(WorkspaceId workspace, String id) {
        return contents.get(new Key(workspace, id), key -> store.content(key.workspace(), key.id()));
    }

    @Override
    public Optional<MessageContent> contentOf(QueuedMessage message) {
        return sentBy(message)
                .flatMap(content -> said(message.workspace(), message.flow(), content, message.version()));
    }

    @Override
    public Optional<PushMessage> pushOf(QueuedMessage message) {
        return sentBy(message)
                .map(content -> new PushMessage(
                        content.subjectOf(message.version()),
                        content.body(),
                        content.url().orElse(""),
                        content.icon().orElse(""),
                        Occasion.NONE));
    }

    @Override
    public Optional<SmsMessage> smsOf(QueuedMessage message) {
        return sentBy(message).map(content -> new SmsMessage(content.body(), Occasion.NONE));
    }

    private Optional<CampaignContent> sentBy(QueuedMessage message) {
        return message.step().equals(OutboxStore.CAMPAIGN_STEP)
                ? content(message.workspace(), message.flow())
                : Optional.empty();
    }

    private Optional<MessageContent> said(
            WorkspaceId workspace, String campaign, CampaignContent content, int variant) {
        String subject = content.subjectOf(variant);
        if (content.template().isEmpty()) {
            return Optional.of(
                    new MessageContent(subject, content.body(), content.text().orElse(""), Occasion.NONE));
        }
        return templates
                .content(workspace, campaign, 0, content.template().get(), Occasion.NONE)
                .map(fixed -> subject.isBlank() ? fixed : fixed.withSubject(subject));
    }

    /** The campaigns that use a template and may still be started. */
    public List<TemplateUse.Use> usesOfTemplate(WorkspaceId workspace, String template) {
        return store.all(workspace).stream()
                .filter(campaign -> campaign.endedAt().isEmpty()
                        && campaign.content()
                                .template()
                                .filter(template::equals)
                                .isPresent())
                .map(campaign -> new TemplateUse.Use(
                        TemplateUse.Kind.CAMPAIGN,
                        campaign.id(),
                        campaign.content().name(),
                        0))
                .toList();
    }

    @Override
    public Optional<WebhookCall.Content> webhookOf(QueuedMessage call) {
        return Optional.empty();
    }

    @Override
    public String flowName(WorkspaceId workspace, String campaign) {
        return content(workspace, campaign).map(CampaignContent::name).orElse(campaign);
    }

    @Override
    public boolean isCampaign(WorkspaceId workspace, String id) {
        return content(workspace, id).isPresent();
    }

    @Override
    public Optional<String> campaignTag(QueuedMessage message) {
        return sentBy(message).filter(CampaignContent::tagLinks).map(CampaignContent::tag);
    }
}
