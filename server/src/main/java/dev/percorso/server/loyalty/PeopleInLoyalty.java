package dev.percorso.server.loyalty;

import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import java.util.BitSet;
import java.util.Set;

/** The people behind the figures of coupons. */
final class PeopleInLoyalty implements PeopleQuerySource {
    private final Coupons coupons;

    PeopleInLoyalty(Coupons coupons) {
        this.coupons = coupons;
    }

    @Override
    public Set<PeopleQuery.Kind> kinds() {
        return Set.of(PeopleQuery.Kind.COUPON);
    }

    @Override
    public BitSet persons(WorkspaceId workspace, PeopleQuery query) {
        String pool = query.label()
                .orElseThrow(() -> ProblemException.invalid(
                        "/label", "people of kind 'coupon' need a 'label', the id of the coupons"));
        return coupons.persons(workspace, pool, query.value().map(CouponRoutes::state));
    }
}
