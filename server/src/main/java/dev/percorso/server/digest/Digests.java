package dev.percorso.server.digest;

import dev.percorso.server.access.ToldUserStore;
import dev.percorso.server.access.User;
import dev.percorso.server.access.UserLeaving;
import dev.percorso.server.access.Users;
import dev.percorso.server.access.Workspace;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.AskedReport;
import dev.percorso.server.analyze.Reports;
import dev.percorso.server.dashboard.Dashboards;
import dev.percorso.server.deliver.Notice;
import dev.percorso.server.deliver.Notices;
import dev.percorso.server.deliver.RenderedMessage;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.goal.Goals;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends reports and dashboards at their times. What is due is queued in the transaction that moves on to the next time, so
 * each time counts once, whatever stops in between; times that passed while the server was stopped are made up for by one
 * message.
 */
public final class Digests implements SegmentUse, UserLeaving {
    private static final Logger LOG = LoggerFactory.getLogger(Digests.class);
    private static final int AT_ONCE = 20;
    private static final int MOST_DIGESTS = 100;

    private final DigestStore store;
    private final Database database;
    private final Workspaces workspaces;
    private final Users users;
    private final Segments segments;
    private final Reports reports;
    private final Dashboards dashboards;
    private final Goals goals;
    private final Notices notices;
    private final InstantSource clock;
    private final Ids ids;
    private final URI publicUrl;

    /** @param publicUrl for the links in messages */
    public Digests(
            Database database,
            Workspaces workspaces,
            Users users,
            Segments segments,
            Reports reports,
            Dashboards dashboards,
            Goals goals,
            Notices notices,
            InstantSource clock,
            Ids ids,
            URI publicUrl) {
        this.store = new DigestStore(database);
        this.database = database;
        this.workspaces = workspaces;
        this.users = users;
        this.segments = segments;
        this.reports = reports;
        this.dashboards = dashboards;
        this.goals = goals;
        this.notices = notices;
        this.clock = clock;
        this.ids = ids;
        this.publicUrl = publicUrl;
    }

    List<Digest> all(WorkspaceId workspace) {
        return store.all(workspace);
    }

    Digest create(WorkspaceId workspace, DigestContent content, String by) {
        if (store.all(workspace).size() >= MOST_DIGESTS) {
            throw ProblemException.invalid("/", "a workspace sends at most %d reports".formatted(MOST_DIGESTS));
        }
        return save(workspace, ids.next(), content, by);
    }

    Digest update(WorkspaceId workspace, String id, DigestContent content, String by) {
        get(workspace, id);
        return save(workspace, id, content, by);
    }

    private Digest save(WorkspaceId workspace, String id, DigestContent content, String by) {
        check(workspace, content);
        Instant now = clock.instant();
        store.save(
                workspace,
                id,
                content,
                content.next(now, workspaces.get(workspace).timeZone()),
                now,
                by);
        return get(workspace, id);
    }

    private Digest get(WorkspaceId workspace, String id) {
        return store.find(workspace, id).orElseThrow(() -> ProblemException.notFound("The scheduled report"));
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw ProblemException.notFound("The scheduled report");
        }
    }

    private void check(WorkspaceId workspace, DigestContent content) {
        requireSomebody(content);
        content.report().ifPresent(report -> report.check("/report/request", clock.instant()));
        content.segment().ifPresent(segment -> segments.require(workspace, segment, "/segment"));
        content.dashboard()
                .filter(id -> dashboards.find(workspace, id).isEmpty())
                .ifPresent(id -> {
                    throw ProblemException.invalid("/dashboard", "there is no dashboard '" + id + "' any more");
                });
        users.require(content.users(), "/users");
    }

    private static void requireSomebody(DigestContent content) {
        if (content.users().isEmpty()) {
            throw ProblemException.invalid("/users", "'users' is empty; choose at least one who gets it");
        }
    }

    /** Queues everything whose time has come; how much there was. */
    public int sendDue() {
        List<Digest> due = store.due(clock.instant(), AT_ONCE);
        due.forEach(this::send);
        return due.size();
    }

    private void send(Digest digest) {
        Workspace workspace = workspaces.get(digest.workspace());
        Instant next = digest.content().next(clock.instant(), workspace.timeZone());
        LocalDate day = LocalDate.ofInstant(digest.nextAt(), workspace.timeZone());
        try {
            Notice.Content letter = letter(digest.workspace(), digest.content(), day);
            String purpose = "digest:%s:%s".formatted(digest.id(), digest.nextAt());
            database.run(handle -> {
                if (DigestStore.advance(handle, digest, next, "")) {
                    queue(handle, digest, purpose, letter);
                }
            });
            notices.wake();
        } catch (RuntimeException failure) {
            LOG.warn("the scheduled report {} of {} cannot be made", digest.id(), digest.workspace(), failure);
            String problem = ProblemException.told(failure);
            database.run(handle -> DigestStore.advance(handle, digest, next, problem));
        }
    }

    private int queue(Handle handle, Digest digest, String purpose, Notice.Content letter) {
        List<User> told = users.all().stream()
                .filter(user -> digest.content().users().contains(user.id()))
                .toList();
        told.forEach(user ->
                notices.queue(handle, new Notice(digest.workspace(), purpose, user.id(), user.email(), letter)));
        return told.size();
    }

    /** @param people how many it is on its way to */
    record Sent(int people) {}

    /** Sends it to everybody who gets it, besides its usual times. */
    Sent sendNow(WorkspaceId workspace, String id) {
        Digest digest = get(workspace, id);
        Notice.Content letter = letter(workspace, digest.content(), today(workspace));
        String purpose = "digest-now:%s:%s".formatted(id, ids.next());
        int people = database.write(handle -> queue(handle, digest, purpose, letter));
        notices.wake();
        return new Sent(people);
    }

    /** What would be sent today. */
    RenderedMessage preview(WorkspaceId workspace, DigestContent content) {
        check(workspace, content);
        return Notices.render(letter(workspace, content, today(workspace)), clock);
    }

    private LocalDate today(WorkspaceId workspace) {
        return LocalDate.ofInstant(clock.instant(), workspaces.get(workspace).timeZone());
    }

    @Override
    public void leave(Handle handle, String userId) {
        ToldUserStore.takeOut(handle, "digest", userId);
    }

    @Override
    public List<String> usesOf(WorkspaceId workspace, String segment) {
        return store.all(workspace).stream()
                .filter(digest ->
                        digest.content().segment().filter(segment::equals).isPresent())
                .map(digest -> "the scheduled report " + digest.content().name())
                .toList();
    }

    private Notice.Content letter(WorkspaceId id, DigestContent content, LocalDate day) {
        requireSomebody(content);
        Workspace workspace = workspaces.get(id);
        DigestLetter letter = new DigestLetter(
                reports,
                goals,
                id,
                workspace,
                content,
                day,
                content.segment().flatMap(segment -> segments.nameOf(id, segment)));
        String place = publicUrl + "/w/" + workspace.id();
        String days = "period=custom&from=%s&to=%s%s%s"
                .formatted(
                        content.frequency().from(day),
                        day.minusDays(1),
                        content.segment().map(segment -> "&segment=" + segment).orElse(""),
                        content.where().isEmpty() ? "" : "&where=" + encoded(Json.text(content.where())));
        if (content.report().isPresent()) {
            AskedReport report = content.report().get();
            String kind = Json.MAPPER.valueToTree(report.kind()).asString();
            String request = encoded(Json.text(report.request()));
            return letter.of(report, workspace.name(), "%s/reports/%s?%s&q=%s".formatted(place, kind, days, request));
        }
        String board = content.dashboard().orElseThrow();
        Dashboards.Dashboard dashboard =
                dashboards.find(id, board).orElseThrow(() -> ProblemException.notFound("The dashboard"));
        return letter.of(dashboard.content(), workspace.name(), "%s/dashboards/%s?%s".formatted(place, board, days));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
