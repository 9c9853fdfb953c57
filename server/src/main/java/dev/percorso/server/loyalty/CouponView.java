package dev.percorso.server.loyalty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A code as the API has it.
 *
 * @param name of its coupons
 * @param person how the person is called in lists
 * @param expires the last day it is good
 */
record CouponView(
        String code,
        String pool,
        String name,
        CouponCode.State state,
        Optional<String> personId,
        Optional<String> person,
        Optional<Instant> issuedAt,
        Optional<String> issuedBy,
        Optional<CouponBenefit> benefit,
        Optional<LocalDate> expires,
        Optional<Instant> redeemedAt,
        Optional<String> order) {

    static CouponView of(CouponCode code, Optional<String> label, Instant now) {
        return new CouponView(
                code.code(),
                code.pool(),
                code.poolName(),
                code.state(now),
                code.person().map(number -> Integer.toString(number)),
                label,
                code.issuedAt(),
                Optional.of(code.issuedBy()).filter(by -> !by.isEmpty()),
                code.benefit(),
                code.lastDay(),
                code.redeemedAt(),
                Optional.of(code.order()).filter(order -> !order.isEmpty()));
    }
}
