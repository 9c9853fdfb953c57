package dev.percorso.server.loyalty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One code.
 *
 * @param person empty of a code nobody has, and of one whose person was erased
 * @param issuedAt empty of an uploaded code that waits to be given out
 * @param issuedBy the flow, or who or what called
 * @param lastDay the last day it is good; empty for ever
 * @param expiresAt when that day is over
 */
record CouponCode(
        long id,
        String code,
        String pool,
        String poolName,
        Optional<Integer> person,
        Optional<Instant> issuedAt,
        String issuedBy,
        Optional<CouponBenefit> benefit,
        Optional<LocalDate> lastDay,
        Optional<Instant> expiresAt,
        Optional<Instant> redeemedAt,
        String order) {

    /** What has become of a code. */
    enum State {
        /** Uploaded, waits to be given out. */
        FREE,
        /** With a person, and good. */
        ISSUED,
        REDEEMED,
        /** Not redeemed in time. */
        EXPIRED
    }

    State state(Instant now) {
        if (redeemedAt.isPresent()) {
            return State.REDEEMED;
        }
        if (issuedAt.isEmpty()) {
            return State.FREE;
        }
        return expiresAt.filter(end -> !end.isAfter(now)).isPresent() ? State.EXPIRED : State.ISSUED;
    }

    /** As templates see it. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", code);
        data.put("name", poolName);
        lastDay.ifPresent(day -> data.put("expires", day.toString()));
        benefit.ifPresent(worth -> data.putAll(worth.data()));
        return data;
    }
}
