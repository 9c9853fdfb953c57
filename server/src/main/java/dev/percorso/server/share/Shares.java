package dev.percorso.server.share;

import dev.percorso.server.access.Secrets;
import dev.percorso.server.access.Workspace;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.AskedReport;
import dev.percorso.server.analyze.ReportSummary;
import dev.percorso.server.analyze.ReportWords;
import dev.percorso.server.analyze.Reports;
import dev.percorso.server.analyze.SavedReport;
import dev.percorso.server.analyze.SavedReports;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.dashboard.DashboardContent.Show;
import dev.percorso.server.dashboard.DashboardContent.Tile;
import dev.percorso.server.dashboard.Dashboards;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.goal.Goals;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.JourneyMaps;
import dev.percorso.server.picture.Picture;
import dev.percorso.server.picture.Pictures;
import dev.percorso.server.review.Comment;
import dev.percorso.server.review.MapReviews;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.share.SharedPage.SharedReport;
import dev.percorso.server.share.SharedPage.SharedTile;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Makes and ends links, and answers those who come by one. A link opens one saved report or one dashboard as it stands now,
 * in figures only: never the people behind them.
 */
public final class Shares implements SegmentUse {
    private static final int MOST_LISTED = 500;
    private static final int MOST_WORKING = 500;
    private static final int MOST_ROWS = 200;
    private static final Duration OPENED_EVERY = Duration.ofMinutes(1);

    /** The only tile of a report's page. */
    static final String REPORT_TILE = "report";

    private final ShareLinkStore store;
    private final Workspaces workspaces;
    private final Segments segments;
    private final SavedReports savedReports;
    private final Dashboards dashboards;
    private final Reports reports;
    private final JourneyMaps maps;
    private final MapReviews reviews;
    private final Goals goals;
    private final Pictures pictures;
    private final InstantSource clock;
    private final Ids ids;

    public Shares(
            Database database,
            Workspaces workspaces,
            Segments segments,
            SavedReports savedReports,
            Dashboards dashboards,
            Reports reports,
            JourneyMaps maps,
            MapReviews reviews,
            Goals goals,
            Pictures pictures,
            InstantSource clock,
            Ids ids) {
        this.store = new ShareLinkStore(database);
        this.workspaces = workspaces;
        this.segments = segments;
        this.savedReports = savedReports;
        this.dashboards = dashboards;
        this.reports = reports;
        this.maps = maps;
        this.reviews = reviews;
        this.goals = goals;
        this.pictures = pictures;
        this.clock = clock;
        this.ids = ids;
    }

    /** A new link; its token is told once. */
    record Created(String id, String token, Instant expiresAt) {}

    List<ShareLink> all(WorkspaceId workspace) {
        return store.newest(workspace, MOST_LISTED);
    }

    Created create(WorkspaceId workspace, ShareContent content, String by) {
        Instant now = clock.instant();
        content.scope(lastDay(workspace));
        content.segment().ifPresent(segment -> segments.require(workspace, segment, "/segment"));
        asked(workspace, content).forEach(report -> refuseIdentifying("/target", report));
        if (store.countWorking(workspace, now) >= MOST_WORKING) {
            throw ProblemException.invalid(
                    "/target", "a workspace has at most %d working links; end old ones first".formatted(MOST_WORKING));
        }
        String token = ids.secret();
        ShareLink link = new ShareLink(
                workspace,
                ids.next(),
                content,
                Secrets.hint(token),
                now,
                by,
                now.plus(Duration.ofDays(content.days())),
                Optional.empty(),
                "",
                Optional.empty());
        store.insert(link, Secrets.hashToken(token));
        return new Created(link.id(), token, link.expiresAt());
    }

    private List<AskedReport> asked(WorkspaceId workspace, ShareContent content) {
        return switch (content.kind()) {
            case REPORT ->
                savedReports
                        .find(workspace, content.target())
                        .map(report -> List.of(report.asked()))
                        .orElseThrow(() -> ProblemException.invalid(
                                "/target", "there is no saved report '%s'".formatted(content.target())));
            case DASHBOARD ->
                dashboards
                        .find(workspace, content.target())
                        .map(dashboard -> dashboard.content().tiles().stream()
                                .flatMap(tile -> tile.report().stream())
                                .map(report -> report.asked())
                                .toList())
                        .orElseThrow(() -> ProblemException.invalid(
                                "/target", "there is no dashboard '%s' any more".formatted(content.target())));
            case MAP -> {
                reviews.comments(workspace, content.target());
                yield List.of();
            }
        };
    }

    @Override
    public List<String> usesOf(WorkspaceId workspace, String segment) {
        Instant now = clock.instant();
        return store.newest(workspace, MOST_LISTED).stream()
                .filter(link -> link.works(now))
                .filter(link -> link.content().segment().filter(segment::equals).isPresent())
                .map(link -> "the public link …" + link.hint())
                .toList();
    }

    void revoke(WorkspaceId workspace, String id, String by) {
        if (!store.revoke(workspace, id, clock.instant(), by)) {
            throw ProblemException.notFound("The link");
        }
    }

    private static void refuseIdentifying(String field, AskedReport report) {
        Identifying.property(report).ifPresent(property -> {
            throw ProblemException.invalid(
                    field,
                    "a report split by '%s' would tell who people are; split it otherwise before you share it"
                            .formatted(property));
        });
    }

    /** The page of a link. */
    SharedPage page(String token) {
        ShareLink link = working(token);
        Workspace workspace = workspaces.get(link.workspace());
        Scope scope = link.content().scope(lastDay(link.workspace()));
        noteOpened(link);
        Shown shown = shown(link);
        return new SharedPage(
                link.content().kind(),
                shown.name(),
                shown.description(),
                workspace.name(),
                workspace.timeZone(),
                workspace.currency(),
                workspace.simulated(),
                scope.from(),
                scope.to(),
                scope.segment().flatMap(segment -> segments.nameOf(link.workspace(), segment)),
                link.expiresAt(),
                shown.tiles().stream().map(ShownTile::page).toList());
    }

    /** The figures of one tile of a link's page. */
    ReportSummary summary(String token, String tile, ReportWords words) {
        ShareLink link = working(token);
        ShownTile shown = shown(link).tiles().stream()
                .filter(candidate -> candidate.page().id().equals(tile))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("This part of the page"));
        AskedReport report = shown.report().orElseThrow(() -> ProblemException.notFound("This part of the page"));
        refuseIdentifying("/", report);
        LocalDate lastDay = lastDay(link.workspace());
        Scope page = link.content().scope(lastDay);
        Scope scope = shown.page()
                .report()
                .flatMap(SharedReport::period)
                .map(period -> new Scope(
                        period.from(page.to()), page.to(), page.compare(), page.segment(), page.where(), page.unit()))
                .orElse(page);
        return reports.summary(link.workspace(), report.kind(), report.over(scope), words, MOST_ROWS);
    }

    /** The map of a review link with what is said about it. */
    SharedMap map(String token) {
        ShareLink link = ofMap(token);
        noteOpened(link);
        return new SharedMap(
                workspaces.get(link.workspace()).name(),
                maps.get(link.workspace(), link.content().target()).content(),
                goals.ofMap(link.workspace(), link.content().target()).stream()
                        .map(goal -> new SharedMap.SharedGoal(goal.name(), goal.description(), goal.until()))
                        .toList(),
                reviews.comments(link.workspace(), link.content().target()),
                link.expiresAt());
    }

    /** A picture that a card of the link's map shows; no other. */
    Picture picture(String token, String id) {
        ShareLink link = ofMap(token);
        boolean isShown = maps.get(link.workspace(), link.content().target()).content().cards().stream()
                .anyMatch(card -> card.image().filter(id::equals).isPresent());
        return (isShown ? pictures.find(link.workspace(), id) : Optional.<Picture>empty())
                .orElseThrow(() -> ProblemException.notFound("The picture"));
    }

    /** A guest's comment. */
    Comment comment(String token, Comment.GuestDraft draft) {
        ShareLink link = ofMap(token);
        return reviews.guestComment(link.workspace(), link.content().target(), draft);
    }

    private ShareLink ofMap(String token) {
        ShareLink link = working(token);
        if (link.content().kind() != ShareContent.Kind.MAP) {
            throw ProblemException.notFound("The map");
        }
        return link;
    }

    private record ShownTile(SharedTile page, Optional<AskedReport> report) {}

    private record Shown(String name, String description, List<ShownTile> tiles) {}

    private Shown shown(ShareLink link) {
        String target = link.content().target();
        return switch (link.content().kind()) {
            case REPORT ->
                savedReports
                        .find(link.workspace(), target)
                        .map(Shares::ofReport)
                        .orElseThrow(() -> gone("The report that it showed was deleted"));
            case DASHBOARD ->
                dashboards
                        .find(link.workspace(), target)
                        .map(dashboard -> new Shown(
                                dashboard.content().name(),
                                dashboard.content().description(),
                                dashboard.content().tiles().stream()
                                        // Goals are not for the public.
                                        .filter(tile -> tile.goal().isEmpty())
                                        .map(Shares::ofTile)
                                        .toList()))
                        .orElseThrow(() -> gone("The dashboard that it showed was deleted"));
            case MAP -> {
                JourneyMapContent map = maps.get(link.workspace(), target).content();
                yield new Shown(map.name(), map.description().orElse(""), List.of());
            }
        };
    }

    private static Shown ofReport(SavedReport report) {
        SharedTile tile = new SharedTile(
                REPORT_TILE,
                12,
                4,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new SharedReport(
                        report.kind(), Show.CHART, Optional.empty(), Optional.empty(), Optional.empty())));
        return new Shown(report.name(), "", List.of(new ShownTile(tile, Optional.of(report.asked()))));
    }

    private static ShownTile ofTile(Tile tile) {
        return new ShownTile(SharedTile.of(tile), tile.report().map(report -> report.asked()));
    }

    private ShareLink working(String token) {
        ShareLink link = store.find(Secrets.hashToken(token)).orElseThrow(() -> ProblemException.notFound("The link"));
        if (!link.works(clock.instant())) {
            throw gone(
                    link.revokedAt().isPresent()
                            ? "It was ended by those who shared it; ask them for a new one"
                            : "Its time is over; ask those who shared it for a new one");
        }
        return link;
    }

    private static ProblemException gone(String why) {
        return ProblemException.of(ErrorCode.GONE, why);
    }

    private void noteOpened(ShareLink link) {
        Instant now = clock.instant();
        if (link.openedAt().map(seen -> seen.plus(OPENED_EVERY).isBefore(now)).orElse(true)) {
            store.opened(link, now);
        }
    }

    /** Today, or the newest day with events where they stop earlier: as the interface has it. */
    private LocalDate lastDay(WorkspaceId id) {
        Workspace workspace = workspaces.describe(id);
        LocalDate today = LocalDate.ofInstant(clock.instant(), workspace.timeZone());
        return workspace.eventsTo().filter(last -> last.isBefore(today)).orElse(today);
    }
}
