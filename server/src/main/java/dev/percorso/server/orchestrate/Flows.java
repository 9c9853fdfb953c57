package dev.percorso.server.orchestrate;

import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.FlowVersion;
import dev.percorso.flow.References;
import dev.percorso.server.compose.Templates;
import dev.percorso.server.deliver.MessageStatus;
import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.deliver.Recipients;
import dev.percorso.server.deliver.WebhookStore;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemException.FieldError;
import dev.percorso.server.journal.VisibleEvents;
import dev.percorso.server.list.ListStore;
import dev.percorso.server.loyalty.CouponDesk;
import dev.percorso.server.loyalty.CouponStore;
import dev.percorso.server.onsite.OfferStore;
import dev.percorso.server.people.People;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.HandleConsumer;

/** The flows of every workspace: drafts, versions, pausing and stopping, and who is where. */
public final class Flows {
    private final Database database;
    private final InstantSource clock;
    private final Ids ids;
    private final FlowStore store;
    private final FlowCatalog catalog;
    private final FlowTurns turns;
    private final Throttles throttles;
    private final ListEntries listEntries;
    private final CouponAnswers couponAnswers;
    private final SecondTries secondTries;
    private final ConditionWaits conditionWaits;
    private final OutboxStore outbox;
    private final OfferStore offers;
    private final FlowVersions versions;
    private final KnownReferences references;
    private final Templates templates;
    private final FlowUses uses;
    private final FlowMessages messages;
    private final People people;
    private volatile Runnable resumed = () -> {};

    /** @param forms tells whether a workspace has a form */
    public Flows(
            Database database,
            InstantSource clock,
            Ids ids,
            People people,
            Segments segments,
            Recipients recipients,
            TemplateCheck liquid,
            Templates templates,
            BiPredicate<WorkspaceId, String> forms,
            BiPredicate<WorkspaceId, String> messages,
            CouponDesk coupons,
            VisibleEvents visible,
            BiPredicate<WorkspaceId, Integer> holdout) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.people = people;
        this.store = new FlowStore(database);
        this.catalog = new FlowCatalog(store, new ExperimentStore(database));
        this.turns = new FlowTurns(database, clock, people, segments, recipients, catalog, coupons, visible, holdout);
        this.throttles = new Throttles(database, clock, turns);
        this.listEntries = new ListEntries(database, clock, turns);
        this.couponAnswers = new CouponAnswers(database, clock, turns);
        this.secondTries = new SecondTries(database, clock, turns);
        this.conditionWaits = new ConditionWaits(database, clock, turns, catalog, segments);
        this.outbox = new OutboxStore(database);
        this.offers = new OfferStore(database);
        this.versions = new FlowVersions(store, catalog, turns);
        this.templates = templates;
        this.uses = new FlowUses(store, catalog);
        this.messages = new FlowMessages(store, catalog, turns.runs(), templates);
        this.references = new KnownReferences(
                segments,
                liquid,
                templates,
                store,
                forms,
                messages,
                new ListStore(database),
                new CouponStore(database));
    }

    FlowTurns turns() {
        return turns;
    }

    FlowCatalog.OpenFlows open(WorkspaceId workspace) {
        return catalog.open(workspace);
    }

    /** Lets the decision of an experiment count for whoever comes to it from now on. */
    void decided(WorkspaceId workspace, Runnable decision) {
        turns.alone(() -> {
            decision.run();
            catalog.changed(workspace);
            return true;
        });
    }

    ListEntries listEntries() {
        return listEntries;
    }

    CouponAnswers couponAnswers() {
        return couponAnswers;
    }

    SecondTries secondTries() {
        return secondTries;
    }

    ConditionWaits conditionWaits() {
        return conditionWaits;
    }

    Throttles throttles() {
        return throttles;
    }

    void onResume(Runnable listener) {
        this.resumed = listener;
    }

    public List<FlowSummary> list(WorkspaceId workspace) {
        Map<String, Long> active = turns.turns().activeByFlows(workspace);
        Map<TurnChanges.CountKey, Long> totals = turns.turns().totals(workspace);
        return store.all(workspace).stream()
                .map(flow -> new FlowSummary(
                        flow.id(),
                        flow.name(),
                        text(flow.description()),
                        flow.status(),
                        version(flow),
                        active.getOrDefault(flow.id(), 0L),
                        total(totals, flow.id(), TurnChanges.Count.ENTERED),
                        sent(workspace, flow.id()),
                        total(totals, flow.id(), TurnChanges.Count.GOAL),
                        flow.updatedAt()))
                .toList();
    }

    private long sent(WorkspaceId workspace, String flow) {
        return outbox.countsOfFlow(workspace, flow).values().stream()
                .mapToLong(counts -> counts.getOrDefault(MessageStatus.SENT, 0L))
                .sum();
    }

    private static long total(Map<TurnChanges.CountKey, Long> totals, String flow, TurnChanges.Count kind) {
        return totals.getOrDefault(new TurnChanges.CountKey(flow, kind, "", ""), 0L);
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(known -> !known.isBlank());
    }

    private static Optional<Integer> version(StoredFlow flow) {
        return flow.version() == 0 ? Optional.empty() : Optional.of(flow.version());
    }

    public Flow get(WorkspaceId workspace, String id) {
        return describe(workspace, find(workspace, id));
    }

    private StoredFlow find(WorkspaceId workspace, String id) {
        return store.find(workspace, id).orElseThrow(() -> ProblemException.notFound("Flow '" + id + "'"));
    }

    private Flow describe(WorkspaceId workspace, StoredFlow flow) {
        FlowDocument document = document(flow);
        boolean changed = store.version(workspace, flow.id(), flow.version())
                .map(version -> !version.definition().equals(flow.definition())
                        || !version.name().equals(flow.name())
                        || templates.isOutdated(workspace, flow.id(), flow.version(), document.templates()))
                .orElse(true);
        return new Flow(
                flow.name(),
                text(flow.description()),
                document,
                flow.id(),
                flow.status(),
                flow.revision(),
                version(flow),
                changed,
                read(workspace, flow).problems(),
                flow.updatedAt());
    }

    private static FlowDocument document(StoredFlow flow) {
        return document(flow.definition());
    }

    static FlowDocument document(String definition) {
        return Json.read(definition.getBytes(StandardCharsets.UTF_8), FlowDocument.class);
    }

    private FlowReader.Reading read(WorkspaceId workspace, StoredFlow flow) {
        FlowDocument document = document(flow);
        FlowReader.Reading reading = FlowReader.read(flow.id(), flow.name(), document, references.in(workspace));
        return new FlowReader.Reading(
                reading.definition(), references.withTemplates(workspace, document, reading.problems()));
    }

    public Flow create(WorkspaceId workspace, FlowContent content) {
        StoredFlow flow = new StoredFlow(
                ids.next(),
                content.name().strip(),
                content.description().orElse(""),
                Json.text(content.definition()),
                FlowStatus.DRAFT,
                1,
                0,
                clock.instant());
        store.insert(workspace, flow);
        return describe(workspace, flow);
    }

    /** Saves the draft; people inside stay on the version they entered. */
    public Flow save(WorkspaceId workspace, String id, FlowContent content, long revision) {
        boolean saved = store.save(
                workspace,
                id,
                content.name().strip(),
                content.description().orElse(""),
                Json.text(content.definition()),
                revision,
                clock.instant());
        StoredFlow now = find(workspace, id);
        if (!saved) {
            throw ProblemException.of(
                    ErrorCode.CONFLICT,
                    "The flow is at revision %d, your change was made from %d; load it again and repeat your change"
                            .formatted(now.revision(), revision));
        }
        return describe(workspace, now);
    }

    /** Makes the draft the version that people enter from now on. */
    public Flow publish(WorkspaceId workspace, String id, String by) {
        return change(workspace, id, draft -> {
            requireNoProblems(read(workspace, draft).problems());
            Instant now = clock.instant();
            Templates.Fixing fixing = templates.fix(workspace, document(draft).templates());
            return handle -> {
                store.publish(handle, workspace, draft, by, now);
                fixing.keep(handle, id, draft.version() + 1);
                if (!draft.status().isOpen()) {
                    store.setStatus(handle, workspace, id, FlowStatus.LIVE, now);
                }
            };
        });
    }

    /** Holds everybody where they are. */
    public Flow pause(WorkspaceId workspace, String id) {
        return change(workspace, id, flow -> {
            requireStatus(flow, FlowStatus.LIVE, "pause");
            return handle -> {
                store.setStatus(handle, workspace, id, FlowStatus.PAUSED, clock.instant());
                turns.runs().hold(handle, workspace, id);
            };
        });
    }

    /** Lets everybody go on from where they are. */
    public Flow resume(WorkspaceId workspace, String id) {
        Flow flow = change(workspace, id, paused -> {
            requireStatus(paused, FlowStatus.PAUSED, "resume");
            return handle -> {
                store.setStatus(handle, workspace, id, FlowStatus.LIVE, clock.instant());
                turns.runs().release(handle, workspace, id);
                LineStore.release(handle, workspace, id);
                // Nobody enters for what the clock brought during the pause.
                ClockStore.forget(handle, workspace, id);
            };
        });
        resumed.run();
        return flow;
    }

    /** Takes everybody out; nobody enters until it is published again. */
    public Flow stop(WorkspaceId workspace, String id) {
        return turns.alone(() -> {
            StoredFlow flow = find(workspace, id);
            if (!flow.status().isOpen()) {
                throw ProblemException.of(ErrorCode.CONFLICT, "The flow is not running, so there is nothing to stop");
            }
            end(
                    workspace,
                    id,
                    "the flow was stopped",
                    handle -> store.setStatus(handle, workspace, id, FlowStatus.STOPPED, clock.instant()));
            return get(workspace, id);
        });
    }

    /** Takes everybody out and deletes the flow. */
    public void delete(WorkspaceId workspace, String id) {
        turns.alone(() -> {
            find(workspace, id);
            end(workspace, id, "the flow was deleted", handle -> store.delete(handle, workspace, id, clock.instant()));
            return true;
        });
    }

    private void end(WorkspaceId workspace, String id, String why, HandleConsumer<RuntimeException> last) {
        turns.exitEveryone(workspace, id, why);
        database.run(handle -> {
            outbox.skipWaiting(handle, workspace, Optional.of(id), Optional.empty(), why);
            WebhookStore.skipWaiting(handle, workspace, id, why);
            LineStore.end(handle, workspace, id);
            ClockStore.forget(handle, workspace, id);
            KeptInputStore.end(handle, workspace, id);
            OfferStore.end(handle, workspace, id, clock.instant());
            last.useHandle(handle);
        });
        catalog.changed(workspace);
        turns.sweep(workspace);
    }

    private interface Change {
        /** Checks the flow, then answers what to write. */
        HandleConsumer<RuntimeException> to(StoredFlow flow);
    }

    private Flow change(WorkspaceId workspace, String id, Change change) {
        return turns.alone(() -> {
            database.run(change.to(find(workspace, id)));
            catalog.changed(workspace);
            turns.sweep(workspace);
            turns.strike(workspace);
            return get(workspace, id);
        });
    }

    private static void requireStatus(StoredFlow flow, FlowStatus status, String action) {
        if (flow.status() != status) {
            throw ProblemException.of(
                    ErrorCode.CONFLICT,
                    "Only a flow that is %s can %s; this one is %s"
                            .formatted(lower(status), action, lower(flow.status())));
        }
    }

    private static String lower(FlowStatus status) {
        return status.name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Brings a person in by an entry that is open to the API; the same request does so once.
     *
     * @throws ProblemException saying why the person does not enter
     */
    public void enter(WorkspaceId workspace, String id, FlowEntrance entrance) {
        find(workspace, id);
        int person = entrance.personIn(people, workspace);
        turns.enterByApi(workspace, id, person, entrance.request(), entrance.properties())
                .ifPresent(reason -> {
                    throw ProblemException.of(ErrorCode.CONFLICT, FlowEntrance.words(reason));
                });
        resumed.run();
    }

    /**
     * A published version, or the draft as one.
     *
     * @throws ProblemException with the problems of a draft that cannot be published
     */
    FlowMachine machineOf(WorkspaceId workspace, String id, Optional<Integer> version) {
        StoredFlow flow = find(workspace, id);
        if (version.isPresent()) {
            return catalog.machine(workspace, id, version.get())
                    .orElseThrow(() -> ProblemException.notFound("Version " + version.get() + " of the flow"));
        }
        FlowReader.Reading reading = read(workspace, flow);
        requireNoProblems(reading.problems());
        return new FlowMachine(FlowVersion.of(reading.definition(), flow.version() + 1, References.unchecked()));
    }

    FlowDocument documentOf(WorkspaceId workspace, String id, Optional<Integer> version) {
        return version.flatMap(number -> store.version(workspace, id, number))
                .map(FlowStore.Version::definition)
                .map(Flows::document)
                .orElseGet(() -> document(find(workspace, id)));
    }

    private static void requireNoProblems(List<FlowProblem> problems) {
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems.stream()
                    .map(problem -> new FieldError(problem.step().orElse(""), problem.code(), problem.message()))
                    .toList());
        }
    }

    /** Published versions, newest first, with who is still on them. */
    List<FlowVersions.View> versions(WorkspaceId workspace, String id) {
        return versions.all(workspace, id, find(workspace, id).version());
    }

    /** Moves everybody of an older version to the newest. */
    FlowVersions.Moved move(WorkspaceId workspace, String id, FlowVersions.Move move) {
        FlowVersions.Moved moved = turns.alone(
                () -> versions.move(workspace, id, find(workspace, id).version(), move));
        resumed.run();
        return moved;
    }

    /** When the clock next lets people enter. */
    public Optional<Instant> nextOccurrence(WorkspaceId workspace, String id) {
        return turns.nextOccurrence(workspace, id);
    }

    public FlowCounts counts(WorkspaceId workspace, String id) {
        StoredFlow flow = find(workspace, id);
        Map<TurnChanges.CountKey, Long> counts = turns.turns().counts(workspace, id);
        Map<String, Long> waiting = turns.turns().activeBySteps(workspace, id);
        return CountView.of(
                id,
                document(flow),
                counts,
                waiting,
                outbox.countsOfFlow(workspace, id),
                outbox.reactionsOfFlow(workspace, id),
                offers.countsOfFlow(workspace, id));
    }

    /** Persons who wait at a step now, or who came past it. */
    public BitSet personsAt(WorkspaceId workspace, String id, String step, boolean waiting) {
        find(workspace, id);
        BitSet persons = new BitSet();
        turns.runs().persons(workspace, id, step, waiting).forEach(persons::set);
        return persons;
    }

    /** What flows name. */
    public FlowUses uses() {
        return uses;
    }

    /** What messages of flows say. */
    public FlowMessages messages() {
        return messages;
    }
}
