package dev.percorso.server.loyalty;

import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.audit.AuditLog;
import dev.percorso.server.collect.Collector;
import dev.percorso.server.event.Ids;
import dev.percorso.server.http.Routes;
import dev.percorso.server.journal.LogFollower;
import dev.percorso.server.journal.ProjectionListener;
import dev.percorso.server.people.People;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.TimelineContributor;
import dev.percorso.server.store.Database;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Everything about coupons, points and tiers, put together. */
public final class Loyalty implements AutoCloseable {
    private final CouponStore couponStore;
    private final CouponDesk desk;
    private final Coupons coupons;
    private final LogFollower orders;
    private final PointStore pointStore;
    private final TierTeller teller;
    private final Points points;
    private final AuditLog audit;

    public Loyalty(
            Database database,
            Workspaces workspaces,
            People people,
            Collector collector,
            AuditLog audit,
            Ids ids,
            InstantSource clock) {
        this.audit = audit;
        this.couponStore = new CouponStore(database);
        this.desk = new CouponDesk(workspace -> workspaces.get(workspace).timeZone(), new SecureRandom());
        this.coupons = new Coupons(database, desk, people, ids, clock);
        this.orders = new LogFollower(database, "coupons", "coupons of orders", OrdersWithCoupons::redeem);
        this.pointStore = new PointStore(database);
        this.teller = new TierTeller(pointStore, people, collector, clock);
        this.points = new Points(database, pointStore, teller, people, ids, clock);
    }

    /** Where flows get codes. */
    public CouponDesk desk() {
        return desk;
    }

    public Coupons coupons() {
        return coupons;
    }

    /** To be told of projected events. */
    public ProjectionListener listener() {
        return orders;
    }

    /** What else happened to a person. */
    public List<TimelineContributor> stories() {
        return List.of(new CouponsInStory(couponStore), new PointsInStory(pointStore));
    }

    public List<PersonalData> personalData() {
        return List.of(new CouponDataStore(), new PointDataStore());
    }

    public List<PeopleQuerySource> peopleBehind() {
        return List.of(new PeopleInLoyalty(coupons, pointStore));
    }

    /** @param uses tell what keeps coupons from being deleted */
    public List<Routes> routes(List<CouponUse> uses) {
        return List.of(new CouponRoutes(coupons, uses, audit), new PointRoutes(points));
    }

    public void start() {
        orders.start();
        teller.start();
    }

    @Override
    public void close() {
        orders.close();
        teller.close();
    }
}
