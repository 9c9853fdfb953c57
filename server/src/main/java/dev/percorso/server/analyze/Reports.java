package dev.percorso.server.analyze;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.SavedReport.Kind;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Call;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.journal.ProjectedLog;
import dev.percorso.server.people.CompanyStore;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.people.People;
import dev.percorso.server.people.PeoplePage;
import dev.percorso.server.people.Stories;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.segment.StageConditions;
import dev.percorso.server.sentiment.Sentiments;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers report requests about a workspace, each on one look at it. */
public final class Reports {
    private final Workspaces workspaces;
    private final JourneySnapshots snapshots;
    private final Segments segments;
    private final StageConditions stages;
    private final CompanyStore companies;
    private final Stories stories;
    private final LiveFeed feed;
    private final PeopleBehind behind;
    private final Spend spend;
    private final Sentiments sentiments;
    private final InstantSource clock;
    private final FoldPool pool;

    /** @param sources find the people behind the figures of other capabilities */
    public Reports(
            Workspaces workspaces,
            JourneySnapshots snapshots,
            Segments segments,
            StageConditions stages,
            CompanyStore companies,
            Stories stories,
            People people,
            ProjectedLog log,
            List<PeopleQuerySource> sources,
            Spend spend,
            Sentiments sentiments,
            InstantSource clock,
            FoldPool pool) {
        this.workspaces = workspaces;
        this.snapshots = snapshots;
        this.segments = segments;
        this.stages = stages;
        this.companies = companies;
        this.stories = stories;
        this.feed = new LiveFeed(log, people);
        this.behind = new PeopleBehind(sources, sentiments);
        this.spend = spend;
        this.sentiments = sentiments;
        this.clock = clock;
        this.pool = pool;
    }

    public OverviewResult overview(WorkspaceId workspace, OverviewRequest request) {
        return look(workspace, Kind.OVERVIEW, request.scope(), view -> new OverviewReport(view).run(request));
    }

    public EventsResult events(WorkspaceId workspace, EventsRequest request) {
        return look(workspace, Kind.EVENTS, request.scope(), view -> new EventsReport(view).run(request));
    }

    public FunnelResult funnel(WorkspaceId workspace, FunnelRequest request) {
        return look(workspace, Kind.FUNNEL, request.scope(), view -> new FunnelReport(view).run(request));
    }

    public PathsResult paths(WorkspaceId workspace, PathsRequest request) {
        return look(workspace, Kind.PATHS, request.scope(), view -> new PathsReport(view).run(request));
    }

    public RetentionResult retention(WorkspaceId workspace, RetentionRequest request) {
        return look(workspace, Kind.RETENTION, request.scope(), view -> new RetentionReport(view).run(request));
    }

    public LifecycleResult lifecycle(WorkspaceId workspace, ActivityRequest request) {
        return look(workspace, Kind.LIFECYCLE, request.scope(), view -> new ActivityReport(view).lifecycle(request));
    }

    public StickinessResult stickiness(WorkspaceId workspace, ActivityRequest request) {
        return look(workspace, Kind.STICKINESS, request.scope(), view -> new ActivityReport(view).stickiness(request));
    }

    public PagesResult pages(WorkspaceId workspace, PagesRequest request) {
        return look(workspace, Kind.PAGES, request.scope(), view -> new PagesReport(view).run(request));
    }

    public AcquisitionResult acquisition(WorkspaceId workspace, AcquisitionRequest request) {
        return look(workspace, Kind.ACQUISITION, request.scope(), view -> new AcquisitionReport(view).run(request));
    }

    public StagesResult stages(WorkspaceId workspace, StagesRequest request) {
        return look(workspace, Kind.STAGES, request.scope(), view -> new StagesReport(view).run(request));
    }

    public CohortsResult cohorts(WorkspaceId workspace, RetentionRequest request) {
        return look(workspace, Kind.COHORTS, request.scope(), view -> new CohortsReport(view).run(request));
    }

    /**
     * Any report that can be saved, as tables.
     *
     * @param request its request with a scope
     */
    public List<ReportTable> tables(WorkspaceId workspace, Kind kind, JsonNode request) {
        return look(
                workspace,
                folds(kind, request),
                view -> answer(view, kind, request).tables());
    }

    /**
     * Any report that can be saved, in one shape.
     *
     * @param request its request with a scope
     * @param mostRows of each table
     */
    public ReportSummary summary(WorkspaceId workspace, Kind kind, JsonNode request, ReportWords words, int mostRows) {
        return look(workspace, folds(kind, request), view -> {
            Tabular answer = answer(view, kind, request);
            return ReportSummary.of(compared(view, kind, request, answer), answer.tables(), words, mostRows);
        });
    }

    /** The few figures of a report over a period, compared as its scope says. */
    public List<ReportFigure> figures(WorkspaceId workspace, AskedReport report, Scope scope) {
        JsonNode request = report.over(scope);
        return look(workspace, view -> compared(view, report.kind(), request, answer(view, report.kind(), request)));
    }

    /** The figures of an answer; a report that compares nothing by itself is asked about both periods. */
    private List<ReportFigure> compared(View view, Kind kind, JsonNode request, Tabular answer) {
        List<ReportFigure> figures = Headlines.of(answer);
        Optional<Scope> before = Json.convert(request.get("scope"), Scope.class).compared();
        if (before.isEmpty()
                || figures.stream().allMatch(figure -> figure.before().isPresent())) {
            return figures;
        }
        ObjectNode earlier = (ObjectNode) request.deepCopy();
        earlier.set("scope", Json.MAPPER.valueToTree(before.get()));
        List<ReportFigure> then = Headlines.of(answer(view, kind, earlier));
        return figures.stream()
                .map(figure -> new ReportFigure(
                        figure.key(),
                        figure.format(),
                        figure.value(),
                        then.stream()
                                .filter(other -> other.key().equals(figure.key()))
                                .map(ReportFigure::value)
                                .findFirst()))
                .toList();
    }

    private Tabular answer(View people, Kind kind, JsonNode request) {
        View view =
                request.has("scope") ? counting(people, kind, Json.convert(request.get("scope"), Scope.class)) : people;
        return switch (kind) {
            case OVERVIEW -> new OverviewReport(view).run(Json.convert(request, OverviewRequest.class));
            case EVENTS -> new EventsReport(view).run(Json.convert(request, EventsRequest.class));
            case FUNNEL -> new FunnelReport(view).run(Json.convert(request, FunnelRequest.class));
            case PATHS -> new PathsReport(view).run(Json.convert(request, PathsRequest.class));
            case RETENTION -> new RetentionReport(view).run(Json.convert(request, RetentionRequest.class));
            case LIFECYCLE -> new ActivityReport(view).lifecycle(Json.convert(request, ActivityRequest.class));
            case STICKINESS -> new ActivityReport(view).stickiness(Json.convert(request, ActivityRequest.class));
            case PAGES -> new PagesReport(view).run(Json.convert(request, PagesRequest.class));
            case ACQUISITION -> new AcquisitionReport(view).run(Json.convert(request, AcquisitionRequest.class));
            case COMMERCE -> new CommerceReport(view).run(Json.convert(request, CommerceRequest.class));
            case PROCESS -> new ProcessMapReport(view).run(Json.convert(request, ProcessRequest.class));
            case ATTRIBUTION -> new AttributionReport(view).run(Json.convert(request, AttributionRequest.class), spend);
            case STAGES -> new StagesReport(view).run(Json.convert(request, StagesRequest.class));
            case COHORTS -> new CohortsReport(view).run(Json.convert(request, RetentionRequest.class));
            case TOGETHER -> new TogetherReport(view).run(Json.convert(request, TogetherRequest.class));
            case SURVEYS ->
                new SurveysReport(view, sentiments.reading(view.id())).run(Json.convert(request, SurveysRequest.class));
        };
    }

    public CommerceResult commerce(WorkspaceId workspace, CommerceRequest request) {
        return look(workspace, Kind.COMMERCE, request.scope(), view -> new CommerceReport(view).run(request));
    }

    public AttributionResult attribution(WorkspaceId workspace, AttributionRequest request) {
        return look(
                workspace, Kind.ATTRIBUTION, request.scope(), view -> new AttributionReport(view).run(request, spend));
    }

    public ProcessResult process(WorkspaceId workspace, ProcessRequest request) {
        return look(workspace, Kind.PROCESS, request.scope(), view -> new ProcessMapReport(view).run(request));
    }

    /** The cases that {@link #process} counts, as an event log in XES. */
    public void processLog(WorkspaceId workspace, ProcessRequest request, OutputStream target) {
        look(workspace, Kind.PROCESS, request.scope(), view -> {
            new ProcessMapReport(view).log(request, target);
            return true;
        });
    }

    public TogetherResult together(WorkspaceId workspace, TogetherRequest request) {
        return look(workspace, Kind.TOGETHER, request.scope(), view -> new TogetherReport(view).run(request));
    }

    public SurveysResult surveys(WorkspaceId workspace, SurveysRequest request) {
        return look(
                workspace,
                Kind.SURVEYS.folds(request.scope()),
                view -> new SurveysReport(view, sentiments.reading(workspace)).run(request));
    }

    public ObservedSchema schema(WorkspaceId workspace) {
        return look(workspace, view -> {
            SchemaFold fold = new SchemaFold(view.snapshot());
            return fold.schema(view.snapshot().fold(fold));
        });
    }

    /**
     * The live feed, newest first.
     *
     * @param after only what arrived after this sequence
     * @param event only events of this name
     */
    public List<LiveEvent> live(WorkspaceId workspace, Optional<Long> after, Optional<String> event, int limit) {
        return after.map(sequence -> feed.since(workspace, sequence, event, limit))
                .orElseGet(() -> look(workspace, view -> feed.newest(view, event, limit)));
    }

    /** The people behind a figure, last seen first. */
    public PeoplePage people(WorkspaceId workspace, PeopleQuery query) {
        return look(
                workspace,
                view -> stories.page(
                        workspace,
                        view.snapshot(),
                        FoldScope.of(behind.persons(view, query)).stoppedBy(view.cancellation()),
                        query.firstRow(),
                        query.mostRows()));
    }

    private <T> T look(WorkspaceId workspace, Kind kind, Scope scope, Function<View, T> work) {
        return look(workspace, kind.folds(scope), view -> work.apply(counting(view, kind, scope)));
    }

    private static View counting(View view, Kind kind, Scope scope) {
        if (scope.countsCompanies() && !kind.canCountCompanies()) {
            throw ProblemException.invalid(
                    "/scope/unit",
                    "this report counts people only; companies are counted in the overview, in funnels, paths, retention,"
                            + " activity and events");
        }
        return view.counting(scope);
    }

    private static int folds(Kind kind, JsonNode request) {
        return request.has("scope") ? kind.folds(Json.convert(request.get("scope"), Scope.class)) : 1;
    }

    private <T> T look(WorkspaceId workspace, Function<View, T> work) {
        return look(workspace, 1, work);
    }

    /** @param folds over everyone that are expected */
    private <T> T look(WorkspaceId workspace, int folds, Function<View, T> work) {
        return pool.run(run -> work.apply(new View(
                workspace,
                workspaces.get(workspace),
                snapshots.snapshot(workspace),
                segments,
                stages,
                clock.instant(),
                run.cancellation(),
                run.watch(folds),
                companies,
                Optional.empty())));
    }

    /** How far a report is that runs for a request of the same caller. */
    public Optional<FoldPool.State> state(Call call) {
        return pool.state(call);
    }

    /** Stops a report that runs for a request of the same caller; whether there is one. */
    public boolean stop(Call call) {
        return pool.stop(call);
    }
}
