package dev.percorso.server.loyalty;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.TimelineContributor;
import dev.percorso.server.people.TimelineEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Adds codes to a person's story: when they were given out, when they were redeemed. */
final class CouponsInStory implements TimelineContributor {
    private final CouponStore store;

    CouponsInStory(CouponStore store) {
        this.store = store;
    }

    @Override
    public List<TimelineEntry> entries(WorkspaceId workspace, int person, Instant before, int limit) {
        return store.before(workspace, person, before, limit).stream()
                .flatMap(code -> Stream.of(
                                entry(code, code.issuedAt(), "issued", code.issuedBy()),
                                entry(code, code.redeemedAt(), "redeemed", code.order()))
                        .flatMap(Optional::stream))
                .filter(entry -> entry.time().isBefore(before))
                .sorted(Comparator.comparing(TimelineEntry::time).reversed())
                .limit(limit)
                .toList();
    }

    private static Optional<TimelineEntry> entry(CouponCode code, Optional<Instant> at, String what, String why) {
        return at.map(time -> TimelineEntry.coupon(time, code.code(), code.poolName(), what, why));
    }
}
