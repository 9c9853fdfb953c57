package dev.percorso.server;

import dev.percorso.server.access.AccessRoutes;
import dev.percorso.server.access.ApiKeys;
import dev.percorso.server.access.SessionGapStore;
import dev.percorso.server.access.SessionGatekeeper;
import dev.percorso.server.access.Users;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.AnnotationRoutes;
import dev.percorso.server.analyze.FoldPool;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.analyze.ReportRoutes;
import dev.percorso.server.analyze.Reports;
import dev.percorso.server.analyze.SavedReportRoutes;
import dev.percorso.server.analyze.Spend;
import dev.percorso.server.analyze.SpendRoutes;
import dev.percorso.server.audience.AudienceRoutes;
import dev.percorso.server.audience.AudienceSyncs;
import dev.percorso.server.audience.Audiences;
import dev.percorso.server.audience.SyncDataStore;
import dev.percorso.server.audience.SyncRoutes;
import dev.percorso.server.audit.AuditLog;
import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.Sources;
import dev.percorso.server.collect.imports.ImportDataStore;
import dev.percorso.server.collect.imports.ImportRoutes;
import dev.percorso.server.collect.imports.ImportUndo;
import dev.percorso.server.collect.imports.Imports;
import dev.percorso.server.collect.imports.WaitingFiles;
import dev.percorso.server.company.Companies;
import dev.percorso.server.company.CompanyRoutes;
import dev.percorso.server.event.Ids;
import dev.percorso.server.http.HttpServer;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.http.StaticRoutes;
import dev.percorso.server.identity.MergeRoutes;
import dev.percorso.server.identity.Merges;
import dev.percorso.server.journal.EventFileWriter;
import dev.percorso.server.journal.Journal;
import dev.percorso.server.journal.Journeys;
import dev.percorso.server.journal.ProjectedLog;
import dev.percorso.server.journal.Projector;
import dev.percorso.server.journal.StoredEvents;
import dev.percorso.server.list.ListDataStore;
import dev.percorso.server.list.ListRoutes;
import dev.percorso.server.list.Lists;
import dev.percorso.server.loyalty.CouponStore;
import dev.percorso.server.loyalty.Loyalty;
import dev.percorso.server.map.MapRooms;
import dev.percorso.server.map.StageModels;
import dev.percorso.server.onsite.OfferStore;
import dev.percorso.server.onsite.OnSiteMessages;
import dev.percorso.server.onsite.OnSiteRoutes;
import dev.percorso.server.ops.Metrics;
import dev.percorso.server.ops.OperationRoutes;
import dev.percorso.server.ops.Status;
import dev.percorso.server.orchestrate.Flows;
import dev.percorso.server.orchestrate.Scenarios;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.people.CompanyEdits;
import dev.percorso.server.people.CompanyStore;
import dev.percorso.server.people.ConsentLedger;
import dev.percorso.server.people.ErasedIds;
import dev.percorso.server.people.MergeHistoryStore;
import dev.percorso.server.people.People;
import dev.percorso.server.people.PeopleRoutes;
import dev.percorso.server.people.PeopleStore;
import dev.percorso.server.people.PersonReplayStore;
import dev.percorso.server.people.PersonTableStore;
import dev.percorso.server.people.Stories;
import dev.percorso.server.people.TraitUndoStore;
import dev.percorso.server.picture.Pictures;
import dev.percorso.server.privacy.Retention;
import dev.percorso.server.sample.ShopSiteRoutes;
import dev.percorso.server.segment.LiveSegments;
import dev.percorso.server.segment.RuleConditions;
import dev.percorso.server.segment.SegmentFacts;
import dev.percorso.server.segment.SegmentRoutes;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.sentiment.Sentiments;
import dev.percorso.server.site.SiteAudience;
import dev.percorso.server.site.TagQuestions;
import dev.percorso.server.sql.Questions;
import dev.percorso.server.sql.SqlRoutes;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventFiles;
import dev.percorso.server.store.Removals;
import dev.percorso.server.store.Troubles;
import dev.percorso.server.survey.SurveyLinks;
import dev.percorso.server.survey.SurveyResponses;
import dev.percorso.server.survey.SurveyRoutes;
import dev.percorso.server.survey.Surveys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The composition root: constructs every part and knows how they fit. A whole Percorso runs in one object, so that a
 * test can start one with its own clock and folder.
 *
 * <p>Parts are opened bottom-up and closed top-down: no request reaches a part that is already closed.
 */
public final class Percorso implements AutoCloseable {
    private static final String IMPORTS = "imports";
    private static final int PROJECTION_POLL_MILLIS = 10;

    private final DataLock lock;
    private final Database database;
    private final Users users;
    private final ApiKeys apiKeys;
    private final Workspaces workspaces;
    private final Journeys journeys;
    private final EventFileWriter eventFileWriter;
    private final Journal journal;
    private final Projector projector;
    private final Loyalty loyalty;
    private final Orchestration orchestration;
    private final Watching watching;
    private final Privacy privacy;
    private final Merges merges;
    private final People people;
    private final Collecting collecting;
    private final FoldPool foldPool;
    private final MapRooms rooms = new MapRooms();
    private final Questions questions;
    private final Imports imports;
    private final AudienceSyncs audienceSyncs;
    private final Metrics metrics;
    private final HttpServer http;

    public Percorso(Settings settings, InstantSource clock) {
        createFolder(settings);
        this.lock = DataLock.acquire(settings.data());
        Ids ids = new Ids();
        this.database = Database.open(settings.data().resolve("state.sqlite"));
        this.users = new Users(database, clock, ids);
        this.apiKeys = new ApiKeys(database, clock, ids);

        Troubles troubles = new Troubles(clock);
        EventFiles eventFiles = new EventFiles(database, settings.data().resolve("files"));
        ProjectedLog projectedLog = new ProjectedLog(database);
        StoredEvents storedEvents = new StoredEvents(eventFiles, projectedLog);
        this.journeys = new Journeys(
                settings.data().resolve("index"),
                projectedLog,
                eventFiles,
                new PersonReplayStore(database),
                new SessionGapStore(database)::gap,
                clock,
                settings.storage().eventsPerCompaction(),
                troubles);
        this.workspaces = new Workspaces(database, clock, journeys, journeys);
        this.people = new PeopleStore(database, clock, journeys);
        this.eventFileWriter = new EventFileWriter(
                database, projectedLog, eventFiles, clock, settings.storage().eventsPerFile(), troubles);
        this.journal = Journal.open(
                settings.data().resolve("journal.sqlite"), Projector.checkpoint(database), clock, troubles);
        ErasedIds erased = new ErasedIds(database, ids);
        this.collecting = new Collecting(settings, database, clock, ids, workspaces, people, erased, journal);
        this.metrics = new Metrics(journal);

        StageModels stages = new StageModels(database, new RuleConditions(database, workspaces), clock);
        Lists lists = new Lists(database, people, ids, clock);
        LiveSegments segments = new LiveSegments(database, workspaces, journeys, stages, lists, clock, ids);
        SurveyLinks surveyLinks = new SurveyLinks(database, clock, ids, settings.publicUrl());
        this.foldPool = new FoldPool();
        Pictures pictures = new Pictures(database, clock, ids);
        AuditLog audit = new AuditLog(database, clock);
        this.loyalty = new Loyalty(database, workspaces, people, collecting.collector(), audit, ids, clock);
        TagQuestions tagQuestions = new TagQuestions(collecting.sources());
        this.orchestration = new Orchestration(
                settings,
                database,
                clock,
                ids,
                workspaces,
                people,
                collecting.collector(),
                tagQuestions,
                collecting.sources(),
                segments,
                collecting.box(),
                surveyLinks,
                users,
                pictures,
                foldPool,
                loyalty.desk(),
                journeys);
        SegmentFacts facts = new SegmentFacts(segments, stages, workspaces, clock);
        Stories stories = new Stories(
                database,
                people,
                journeys,
                facts,
                Stream.concat(Stream.of(orchestration.messagesInStory()), loyalty.stories().stream())
                        .toList());
        this.projector = new Projector(
                journal,
                database,
                settings.data().resolve("seen"),
                erased,
                journeys,
                Stream.concat(
                                Stream.of(eventFileWriter, metrics, loyalty.listener()),
                                orchestration.listeners().stream())
                        .toList(),
                troubles);
        this.merges = new Merges(
                database, people, new MergeHistoryStore(database, clock), projector, eventFileWriter, journeys);
        Sentiments sentiments = new Sentiments(database, clock);
        this.privacy = new Privacy(
                database,
                ids,
                clock,
                audit,
                erased,
                people,
                facts,
                journal,
                projector,
                eventFileWriter,
                storedEvents,
                journeys,
                Stream.of(
                                orchestration.personalData().stream(),
                                loyalty.personalData().stream(),
                                Stream.of(
                                        new ImportDataStore(),
                                        new ListDataStore(),
                                        sentiments.personalData(),
                                        surveyLinks.personalData(),
                                        new SyncDataStore()))
                        .flatMap(owners -> owners)
                        .toList(),
                new WaitingFiles(database, settings.data().resolve(IMPORTS), clock));
        this.imports = new Imports(
                database,
                collecting.collector(),
                workspaces,
                ids,
                clock,
                settings.data().resolve(IMPORTS),
                new ImportUndo.Holders(
                        journal,
                        storedEvents,
                        eventFileWriter,
                        journeys,
                        new TraitUndoStore(database, journeys),
                        privacy::forget));
        this.questions = new Questions(workspaces, eventFiles, projectedLog, new PersonTableStore(database));
        Mapping mapping =
                new Mapping(database, workspaces, segments, stages, journeys, pictures, rooms, foldPool, clock, ids);
        Spend spend = new Spend(database, ids);
        CompanyStore companies = new CompanyStore(database);
        SiteAudience audience = new SiteAudience(journeys, segments, stages, clock);
        Surveys surveys = new Surveys(
                database,
                surveyLinks,
                collecting.collector(),
                people,
                journeys,
                audience,
                mapping.touchpoints()::names,
                clock,
                ids);
        SurveyResponses responses = new SurveyResponses(surveys, database, journeys, workspaces, segments);
        Reports reports = new Reports(
                workspaces,
                journeys,
                segments,
                stages,
                companies,
                stories,
                people,
                projectedLog,
                Stream.of(
                                mapping.peopleBehind().stream(),
                                Stream.<PeopleQuerySource>of(responses),
                                orchestration.peopleBehind().stream(),
                                loyalty.peopleBehind().stream())
                        .flatMap(sources -> sources)
                        .toList(),
                spend,
                sentiments,
                clock,
                foldPool);
        Removals removals = new Removals(
                database, clock, List.of(mapping.maps(), mapping.reviews(), orchestration.belongings()), () -> {
                    orchestration.removeUnheld();
                    pictures.removeUnnamed();
                });
        this.watching = new Watching(
                settings,
                database,
                clock,
                ids,
                workspaces,
                users,
                segments,
                reports,
                mapping.maps(),
                mapping.reviews(),
                pictures,
                removals);
        OnSiteMessages onSiteMessages = new OnSiteMessages(database, clock, ids, people, audience);

        Audiences audiences = new Audiences(segments, people);
        this.audienceSyncs = new AudienceSyncs(
                database,
                audiences,
                segments,
                collecting.box(),
                new PublicAddresses(settings.outward().allowsLoopback()),
                clock,
                ids);

        List<SegmentUse> segmentUses = new ArrayList<>(watching.segmentUses());
        segmentUses.add(mapping.personas());
        segmentUses.add(stages);
        segmentUses.add(surveys);
        segmentUses.add(onSiteMessages);
        segmentUses.add(audienceSyncs);
        segmentUses.addAll(orchestration.segmentUses());
        // Collecting first: routes are looked at one after the other, and most requests collect.
        List<Routes> routes = new ArrayList<>(collecting.routes());
        routes.addAll(List.of(
                new AccessRoutes(users, apiKeys, workspaces, audit, watching.userLeavings()),
                new SegmentRoutes(segments, segmentUses, people),
                new ListRoutes(
                        lists,
                        List.of(segments::usesOfList, orchestration.flows().uses()::usesOfList)),
                new AudienceRoutes(audiences),
                new SyncRoutes(audienceSyncs),
                new OnSiteRoutes(
                        onSiteMessages,
                        List.of(orchestration.flows().uses()::usesOfOnSiteMessage),
                        new OfferStore(database),
                        tagQuestions,
                        clock),
                new SurveyRoutes(surveys, responses, foldPool, sentiments, tagQuestions),
                new ReportRoutes(reports),
                new SavedReportRoutes(database, ids, clock),
                new AnnotationRoutes(database, ids, clock),
                new SqlRoutes(questions, database, ids, clock),
                new SpendRoutes(spend),
                new ImportRoutes(imports),
                new ShopSiteRoutes(settings.data()),
                new PeopleRoutes(stories, people),
                new CompanyRoutes(
                        new Companies(companies, journeys, stories, people, facts),
                        new CompanyEdits(database, journeys, clock)),
                new MergeRoutes(merges, people),
                new OperationRoutes(
                        new Status(database, journal, projectedLog, journeys, eventFiles, people, settings, troubles),
                        metrics.registry()),
                new StaticRoutes()));
        routes.addAll(mapping.routes(orchestration.flows()));
        routes.addAll(orchestration.routes());
        routes.addAll(loyalty.routes(List.of(orchestration.flows().uses()::usesOfCoupons)));
        routes.addAll(watching.routes());
        routes.addAll(privacy.routes());
        this.http = new HttpServer(
                settings.host(),
                settings.port(),
                settings.trustedProxies(),
                new SessionGatekeeper(users, apiKeys, workspaces),
                audit,
                routes);
    }

    private static void createFolder(Settings settings) {
        try {
            Files.createDirectories(settings.data());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create the data folder " + settings.data(), failure);
        }
    }

    /** Starts answering requests. */
    public Percorso start() {
        orchestration.start();
        loyalty.start();
        watching.start();
        startProjecting();
        imports.resumeInterrupted();
        privacy.start();
        merges.start();
        collecting.start();
        audienceSyncs.start();
        http.start();
        return this;
    }

    /** Starts everything but the web server: for commands that work on a data folder by themselves. */
    public Percorso startProjecting() {
        projector.start();
        return this;
    }

    /** Waits until everything accepted so far is in the reports. */
    public void awaitProjection() throws InterruptedException {
        while (journal.unprojectedEvents() > 0) {
            Thread.sleep(PROJECTION_POLL_MILLIS);
        }
    }

    public int port() {
        return http.port();
    }

    /** Every address that is answered, with what a caller needs for it. */
    public List<Router.Route> routes() {
        return http.routes();
    }

    public Users users() {
        return users;
    }

    public ApiKeys apiKeys() {
        return apiKeys;
    }

    public Workspaces workspaces() {
        return workspaces;
    }

    public People people() {
        return people;
    }

    public Flows flows() {
        return orchestration.flows();
    }

    /** Tries flows on made-up people. */
    public Scenarios scenarios() {
        return orchestration.scenarios(people, new CouponStore(database));
    }

    public Collector collector() {
        return collecting.collector();
    }

    public Imports imports() {
        return imports;
    }

    public Sources sources() {
        return collecting.sources();
    }

    public ConsentLedger consentLedger() {
        return collecting.consentLedger();
    }

    public Retention retention() {
        return privacy.retention();
    }

    /** Tables with personal data that some capability exports and erases. */
    public Set<String> ownedTables() {
        return privacy.tables();
    }

    public Journeys journeys() {
        return journeys;
    }

    @Override
    public void close() {
        rooms.close();
        http.close();
        watching.close();
        privacy.close();
        merges.close();
        audienceSyncs.close();
        foldPool.close();
        questions.close();
        imports.close();
        collecting.close();
        projector.close();
        orchestration.close();
        loyalty.close();
        journal.close();
        eventFileWriter.close();
        metrics.close();
        journeys.close();
        database.close();
        lock.close();
    }
}
