package dev.percorso.server.alert;

import dev.percorso.server.access.User;
import dev.percorso.server.access.Users;
import dev.percorso.server.access.Workspace;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.Reports;
import dev.percorso.server.deliver.Notice;
import dev.percorso.server.deliver.Notices;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
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
 * alert is quiet until the figure is back. A day has at most one incident, however often the figure crosses a bound.
 */
public final class Alerts {
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
    private final Workspaces workspaces;
    private final Users users;
    private final Notices notices;
    private final InstantSource clock;
    private final Ids ids;
    private final URI publicUrl;

    /** @param publicUrl for the links in messages */
    public Alerts(
            Database database,
            Workspaces workspaces,
            Users users,
            Reports reports,
            Notices notices,
            InstantSource clock,
            Ids ids,
            URI publicUrl) {
        this.store = new AlertStore(database);
        this.database = database;
        this.watch = new Watch(workspaces, reports);
        this.workspaces = workspaces;
        this.users = users;
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

    /** What the alert would see now; empty when there is too little to hold the figure against. */
    Optional<Reading> preview(WorkspaceId workspace, AlertContent content) {
        check(content);
        return watch.read(workspace, content, clock.instant());
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

    private Alert save(WorkspaceId workspace, String id, AlertContent content, String by) {
        check(content);
        store.save(workspace, id, content, clock.instant(), by);
        return get(workspace, id);
    }

    private Alert get(WorkspaceId workspace, String id) {
        return store.find(workspace, id).orElseThrow(() -> ProblemException.notFound("The alert"));
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw ProblemException.notFound("The alert");
        }
    }

    private void check(AlertContent content) {
        content.report().check("/report/request", clock.instant());
        List<String> known = users.all().stream().map(User::id).toList();
        for (String user : content.users()) {
            if (!known.contains(user)) {
                throw ProblemException.invalid("/users", "there is no user '%s' any more".formatted(user));
            }
        }
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
            String problem =
                    failure instanceof ProblemException told ? told.detail() : "It failed; see the server's log";
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
            AlertStore.endIncidents(handle, alert.workspace(), alert.id(), now);
            return Alert.State.CALM;
        }
        if (alert.state() != Alert.State.RAISED && AlertStore.beginIncident(handle, alert, reading, now)) {
            tell(handle, alert, reading);
        }
        return Alert.State.RAISED;
    }

    private void tell(Handle handle, Alert alert, Reading reading) {
        Workspace workspace = workspaces.get(alert.workspace());
        Notice.Content content = new AlertWords(alert.content(), workspace.currency())
                .content(reading, workspace.name(), publicUrl + "/w/" + workspace.id() + "/alerts");
        String purpose = "alert:%s:%s".formatted(alert.id(), reading.to());
        for (User user : users.all()) {
            if (alert.content().users().contains(user.id())) {
                notices.queue(handle, new Notice(alert.workspace(), purpose, user.id(), user.email(), content));
            }
        }
    }
}
