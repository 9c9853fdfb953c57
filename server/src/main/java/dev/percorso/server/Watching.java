package dev.percorso.server;

import dev.percorso.server.access.UserLeaving;
import dev.percorso.server.access.Users;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.alert.AlertRoutes;
import dev.percorso.server.alert.Alerts;
import dev.percorso.server.analyze.Reports;
import dev.percorso.server.analyze.SavedReports;
import dev.percorso.server.dashboard.DashboardRoutes;
import dev.percorso.server.dashboard.Dashboards;
import dev.percorso.server.deliver.Delivery;
import dev.percorso.server.deliver.Notices;
import dev.percorso.server.digest.DigestRoutes;
import dev.percorso.server.digest.Digests;
import dev.percorso.server.event.Ids;
import dev.percorso.server.goal.GoalRoutes;
import dev.percorso.server.goal.Goals;
import dev.percorso.server.http.Routes;
import dev.percorso.server.map.JourneyMaps;
import dev.percorso.server.picture.Pictures;
import dev.percorso.server.review.MapReviews;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.share.ShareRoutes;
import dev.percorso.server.share.Shares;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.Removals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of the composition that looks at reports by itself, and tells users. */
final class Watching implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Notices notices;
    private final Alerts alerts;
    private final Digests digests;
    private final Removals removals;
    private final List<Routes> routes;
    private final List<SegmentUse> segmentUses;
    private final List<UserLeaving> userLeavings;
    private Optional<Thread> looking = Optional.empty();
    private final CountDownLatch stop = new CountDownLatch(1);

    Watching(
            Settings settings,
            Database database,
            InstantSource clock,
            Ids ids,
            Workspaces workspaces,
            Users users,
            Segments segments,
            Reports reports,
            JourneyMaps maps,
            MapReviews reviews,
            Pictures pictures,
            Removals removals) {
        this.removals = removals;
        this.notices = new Notices(database, clock, settings.smtp().map(smtp -> Delivery.smtp(smtp, clock)));
        Dashboards dashboards = new Dashboards(database, clock, ids);
        Goals goals = new Goals(database, workspaces, segments, reports, clock, ids);
        this.alerts = new Alerts(
                database, workspaces, users, segments, reports, goals, notices, clock, ids, settings.publicUrl());
        this.digests = new Digests(
                database,
                workspaces,
                users,
                segments,
                reports,
                dashboards,
                goals,
                notices,
                clock,
                ids,
                settings.publicUrl());
        Shares shares = new Shares(
                database,
                workspaces,
                segments,
                new SavedReports(database),
                dashboards,
                reports,
                maps,
                reviews,
                goals,
                pictures,
                clock,
                ids);
        this.userLeavings = List.of(alerts, digests, notices);
        this.segmentUses = List.of(alerts, digests, shares, goals);
        this.routes = List.of(
                new DashboardRoutes(dashboards),
                new AlertRoutes(alerts, users, notices),
                new DigestRoutes(digests),
                new GoalRoutes(goals),
                new ShareRoutes(shares));
    }

    List<Routes> routes() {
        return routes;
    }

    /** What keeps a segment from being deleted. */
    List<SegmentUse> segmentUses() {
        return segmentUses;
    }

    /** What names users, and must forget one who is deleted. */
    List<UserLeaving> userLeavings() {
        return userLeavings;
    }

    void start() {
        notices.start();
        looking = Optional.of(Thread.ofPlatform().name("watching").daemon().start(this::look));
    }

    private void look() {
        try {
            while (stop.getCount() > 0) {
                if (lookOnce() == 0) {
                    stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private int lookOnce() {
        try {
            return alerts.checkDue() + digests.sendDue() + removals.takeDue();
        } catch (RuntimeException failure) {
            LOG.error("alerts and scheduled reports cannot be worked on; trying again", failure);
            return 0;
        }
    }

    /** Finishes the look and the messages under way. */
    @Override
    public void close() {
        stop.countDown();
        looking.ifPresent(thread -> {
            try {
                thread.join();
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
            }
        });
        notices.close();
    }
}
