package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import dev.percorso.server.segment.EventMatch;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks how a shop sells: carts, checkouts, orders, and what customers are and will be worth.
 *
 * @param order the workspace's conversion event without it
 * @param cart what puts something into a cart
 * @param checkout what begins a checkout
 * @param refund what gives money back
 * @param within how long after the last sign of a cart or a checkout an order still belongs to it; zero: only in the
 *     session
 * @param model that predicts purchases
 * @param horizonDays how far into the future value is predicted
 * @param discountRate a year, 0.1 for 10 %
 */
public record CommerceRequest(
        Scope scope,
        Interval interval,
        Optional<EventMatch> order,
        EventMatch cart,
        EventMatch checkout,
        EventMatch refund,
        Duration within,
        Model model,
        Optional<Integer> horizonDays,
        Optional<Double> discountRate) {
    private static final Duration LONGEST_WITHIN = Duration.ofDays(30);
    private static final int LONGEST_HORIZON_DAYS = 3_660;

    /** How people are taken to buy and to leave. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Model {
        BG_NBD,
        MBG_NBD,
        PARETO_NBD
    }

    public CommerceRequest {
        requirePresent(scope, "scope");
        interval = interval == null ? Interval.DAY : interval;
        order = order == null ? Optional.empty() : order;
        cart = cart == null ? EventMatch.of("Product Added") : cart;
        checkout = checkout == null ? EventMatch.of("Checkout Started") : checkout;
        refund = refund == null ? EventMatch.of("Order Refunded") : refund;
        within = within == null ? Duration.ZERO : within;
        model = model == null ? Model.BG_NBD : model;
        horizonDays = horizonDays == null ? Optional.empty() : horizonDays;
        discountRate = discountRate == null ? Optional.empty() : discountRate;
        require(
                !within.isNegative() && within.compareTo(LONGEST_WITHIN) <= 0,
                "'within' must be from PT0S to %d days".formatted(LONGEST_WITHIN.toDays()));
        horizonDays.ifPresent(days -> require(
                days >= 1 && days <= LONGEST_HORIZON_DAYS,
                "'horizonDays' must be from 1 to %d".formatted(LONGEST_HORIZON_DAYS)));
        discountRate.ifPresent(rate ->
                require(rate >= 0 && rate <= 1, "'discountRate' must be from 0 to 1, such as 0.1 for 10 % a year"));
    }

    int horizon() {
        return horizonDays.orElse(365);
    }

    double yearlyDiscount() {
        return discountRate.orElse(0.1);
    }
}
