package dev.percorso.server.loyalty;

import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.audit.AuditLog;
import dev.percorso.server.event.Ids;
import dev.percorso.server.http.Routes;
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
    private final OrdersWithCoupons orders;
    private final AuditLog audit;

    public Loyalty(
            Database database, Workspaces workspaces, People people, AuditLog audit, Ids ids, InstantSource clock) {
        this.audit = audit;
        this.couponStore = new CouponStore(database);
        this.desk = new CouponDesk(workspace -> workspaces.get(workspace).timeZone(), new SecureRandom());
        this.coupons = new Coupons(database, desk, people, ids, clock);
        this.orders = new OrdersWithCoupons(database);
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
        return List.of(new CouponsInStory(couponStore));
    }

    public List<PersonalData> personalData() {
        return List.of(new CouponDataStore());
    }

    public List<PeopleQuerySource> peopleBehind() {
        return List.of(new PeopleInLoyalty(coupons));
    }

    /** @param uses tell what keeps coupons from being deleted */
    public List<Routes> routes(List<CouponUse> uses) {
        return List.of(new CouponRoutes(coupons, uses, audit));
    }

    public void start() {
        orders.start();
    }

    @Override
    public void close() {
        orders.close();
    }
}
