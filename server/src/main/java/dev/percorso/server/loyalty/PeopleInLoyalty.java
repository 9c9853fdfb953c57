package dev.percorso.server.loyalty;

import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import java.util.BitSet;
import java.util.Set;

/** The people behind the figures of coupons, points and tiers. */
final class PeopleInLoyalty implements PeopleQuerySource {
    private final Coupons coupons;
    private final PointStore points;

    PeopleInLoyalty(Coupons coupons, PointStore points) {
        this.coupons = coupons;
        this.points = points;
    }

    @Override
    public Set<PeopleQuery.Kind> kinds() {
        return Set.of(PeopleQuery.Kind.COUPON, PeopleQuery.Kind.TIER);
    }

    @Override
    public BitSet persons(WorkspaceId workspace, PeopleQuery query) {
        if (query.kind() == PeopleQuery.Kind.TIER) {
            return points.persons(workspace, query.value());
        }
        String pool = query.label()
                .orElseThrow(() -> ProblemException.invalid(
                        "/label", "people of kind 'coupon' need a 'label', the id of the coupons"));
        return coupons.persons(workspace, pool, query.value().map(CouponRoutes::state));
    }
}
