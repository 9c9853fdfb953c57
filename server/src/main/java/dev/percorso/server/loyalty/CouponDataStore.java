package dev.percorso.server.loyalty;

import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Whose codes are whose. Erasing leaves the codes, so that none is given out twice, and forgets whose they were. */
final class CouponDataStore implements PersonalData {
    private static final String OF_PERSONS =
            " WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))";

    @Override
    public Set<String> tables() {
        return Set.of("coupon_code", "coupon_issue");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of("coupons", PersonalRowStore.read(handle, """
                        SELECT p.name AS coupons, c.code, c.issued_at AS issuedAt, c.issued_by AS issuedBy,
                          c.last_day AS expires, c.redeemed_at AS redeemedAt, c.order_id AS "order"
                        FROM coupon_code c JOIN coupon_pool p ON p.workspace = c.workspace AND p.id = c.pool
                        WHERE c.workspace = :workspace AND c.person IN (SELECT value FROM json_each(:numbers))
                        ORDER BY c.id
                        """, subject, Set.of("issuedAt", "redeemedAt")));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        PersonalRowStore.change(handle, "DELETE FROM coupon_issue" + OF_PERSONS, subject);
        PersonalRowStore.change(
                handle, "UPDATE coupon_code SET person = NULL, order_id = '', issued_by = ''" + OF_PERSONS, subject);
    }
}
