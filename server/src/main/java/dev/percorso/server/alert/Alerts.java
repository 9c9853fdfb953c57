package dev.percorso.server.alert;

import dev.percorso.server.access.ToldUserStore;
import dev.percorso.server.access.User;
import dev.percorso.server.access.UserLeaving;
import dev.percorso.server.access.Users;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.Reports;
import dev.percorso.server.deliver.Notice;
import dev.percorso.server.deliver.Notices;
import dev.percorso.server.deliver.RenderedMessage;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches figures. When one leaves its bounds an incident begins and everybody is told once, in one transaction; then the
 * alert is quiet until the figure is back, which everybody is told too. A day has at most one incident, however often the figure crosses a bound.
 */
public final class Alerts implements SegmentUse, UserLeaving {
    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final Duration USUAL_PAUSE = Duration.ofHours(1);
    /** A day that runs changes all the time. */
    private static final Duration SHORT_PAUSE = Duration.ofMinutes(10);

    private static final int AT_ONCE = 20;
    private static final int MOST_ALERTS = 200;
    private static final int MOST_INCIDENTS = 200;

    private final AlertStore store;
    private final Database database;
    private final Watch watch;
    private final Paces paces;
    private final Workspaces workspaces;
    private final Users users;
    private final Segments segments;
    private final Notices notices;
    private final InstantSource clock;
    private final Ids ids;
    private final URI publicUrl;

    /** @param publicUrl for the links in messages */
    public Alerts(
            Database database,
            Workspaces workspaces,
            Users users,
            Segments segments,
            Reports reports,
            Paces paces,
            Notices notices,
            InstantSource clock,
            Ids ids,
            URI publicUrl) {
        this.store = new AlertStore(database);
        this.database = database;
        this.watch = new Watch(workspaces, reports, paces);
        this.paces = paces;
        this.workspaces = workspaces;
        this.users = users;
        this.segments = segments;
        this.notices = notices;
        this.clock = clock;
        this.ids = ids;
        this.publicUrl = publicUrl;
    }

    List<Alert> all(WorkspaceId workspace) {
        return store.all(workspace);
    }

    List<Incident> incidents(WorkspaceId workspace) {
        return store.incidents(workspace, MOST_INCIDENTS);
    }

    /**
     * What an alert sees, and the message that it would send.
     *
     * @param reading absent when there is too little to hold the figure against
     */
    record Seen(Optional<Reading> reading, Optional<RenderedMessage> message) {}

    /** What the alert would see now. */
    Seen preview(WorkspaceId workspace, AlertContent given) {
        AlertContent content = followed(workspace, given);
        check(workspace, content);
        Optional<Reading> reading = watch.read(workspace, content, clock.instant());
        return new Seen(
                reading,
                reading.map(read -> Notices.render(words(workspace, content).raised(read, address(workspace)), clock)));
    }

    /** Takes a reading and sends its message to one user, whatever it says. */
    Reading test(WorkspaceId workspace, String id, Optional<String> userId) {
        AlertContent content = get(workspace, id).content();
        User user = users.all().stream()
                .filter(one -> userId.filter(one.id()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.NOT_ALLOWED, "A test goes to whoever asks for it; an API key has no address"));
        Instant now = clock.instant();
        Reading reading = watch.read(workspace, content, now)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.NOT_CONFIGURED,
                        "There is not enough yet to compare with, so there is nothing to send"));
        Notice.Content letter = words(workspace, content).test(reading, address(workspace));
        String purpose = "alert-test:%s:%s".formatted(id, ids.next());
        database.run(handle -> notices.queue(handle, new Notice(workspace, purpose, user.id(), user.email(), letter)));
        notices.wake();
        return reading;
    }

    @Override
    public void leave(Handle handle, String userId) {
        ToldUserStore.takeOut(handle, "alert", userId);
    }

    @Override
    public List<String> usesOf(WorkspaceId workspace, String segment) {
        return store.all(workspace).stream()
                .filter(alert ->
                        alert.content().segment().filter(segment::equals).isPresent())
                .map(alert -> "the alert " + alert.content().name())
                .toList();
    }

    Alert create(WorkspaceId workspace, AlertContent content, String by) {
        if (store.all(workspace).size() >= MOST_ALERTS) {
            throw ProblemException.invalid("/", "a workspace has at most %d alerts".formatted(MOST_ALERTS));
        }
        return save(workspace, ids.next(), content, by);
    }

    Alert update(WorkspaceId workspace, String id, AlertContent content, String by) {
        get(workspace, id);
        return save(workspace, id, content, by);
    }

    private Alert save(WorkspaceId workspace, String id, AlertContent given, String by) {
        AlertContent content = followed(workspace, given);
        check(workspace, content);
        store.save(workspace, id, content, clock.instant(), by);
        return get(workspace, id);
    }

    private AlertContent followed(WorkspaceId workspace, AlertContent content) {
        return content.goal()
                .map(goal -> content.following(paces.followed(workspace, goal)
                        .orElseThrow(() ->
                                ProblemException.invalid("/goal", "there is no goal '%s' any more".formatted(goal)))))
                .orElse(content);
    }

    private Alert get(WorkspaceId workspace, String id) {
        return store.find(workspace, id).orElseThrow(() -> ProblemException.notFound("The alert"));
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw ProblemException.notFound("The alert");
        }
    }

    private void check(WorkspaceId workspace, AlertContent content) {
        content.segment().ifPresent(segment -> segments.require(workspace, segment, "/segment"));
        content.report().check("/report/request", clock.instant());
        users.require(content.users(), "/users");
    }

    /** Takes a reading of every alert whose time has come; how many there were. */
    public int checkDue() {
        List<Alert> due = store.due(clock.instant(), AT_ONCE);
        due.forEach(this::check);
        return due.size();
    }

    private void check(Alert alert) {
        Instant now = clock.instant();
        Instant next = now.plus(alert.content().window() == AlertContent.Window.TODAY ? SHORT_PAUSE : USUAL_PAUSE);
        try {
            Optional<Reading> reading = watch.read(alert.workspace(), alert.content(), now);
            database.run(handle -> {
                if (unchanged(handle, alert)) {
                    Alert.State state =
                            reading.map(read -> judge(handle, alert, read, now)).orElse(Alert.State.TOO_EARLY);
                    AlertStore.checked(handle, alert, state, "", reading, now, next);
                }
            });
            notices.wake();
        } catch (RuntimeException failure) {
            LOG.warn("the alert {} of {} cannot be checked", alert.id(), alert.workspace(), failure);
            String problem = ProblemException.told(failure);
            database.run(handle -> {
                if (unchanged(handle, alert)) {
                    AlertStore.checked(handle, alert, Alert.State.BROKEN, problem, alert.reading(), now, next);
                }
            });
        }
    }

    private static boolean unchanged(Handle handle, Alert alert) {
        return AlertStore.find(handle, alert.workspace(), alert.id())
                .filter(stored -> stored.updatedAt().equals(alert.updatedAt()))
                .isPresent();
    }

    private Alert.State judge(Handle handle, Alert alert, Reading reading, Instant now) {
        if (!reading.raised()) {
            AlertStore.openIncident(handle, alert)
                    .ifPresent(day -> tell(
                            handle,
                            alert,
                            "alert-back:%s:%s".formatted(alert.id(), day),
                            words(alert.workspace(), alert.content()).back(reading, address(alert.workspace()))));
            AlertStore.endIncidents(handle, alert.workspace(), alert.id(), now);
            return Alert.State.CALM;
        }
        if (alert.state() != Alert.State.RAISED && AlertStore.beginIncident(handle, alert, reading, now)) {
            tell(
                    handle,
                    alert,
                    "alert:%s:%s".formatted(alert.id(), reading.to()),
                    words(alert.workspace(), alert.content()).raised(reading, address(alert.workspace())));
        }
        return Alert.State.RAISED;
    }

    private AlertWords words(WorkspaceId workspace, AlertContent content) {
        return new AlertWords(
                content,
                workspaces.get(workspace),
                content.segment().flatMap(segment -> segments.nameOf(workspace, segment)));
    }

    private String address(WorkspaceId workspace) {
        return "%s/w/%s/alerts".formatted(publicUrl, workspace);
    }

    private void tell(Handle handle, Alert alert, String purpose, Notice.Content content) {
        for (User user : users.all()) {
            if (alert.content().users().contains(user.id())) {
                notices.queue(handle, new Notice(alert.workspace(), purpose, user.id(), user.email(), content));
            }
        }
    }
}
