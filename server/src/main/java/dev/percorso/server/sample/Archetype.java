package dev.percorso.server.sample;

import java.util.List;

/**
 * A kind of customer of the sample shop. All rates are between 0 and 1.
 *
 * @param occupation the trait by which the personas' segments know them
 * @param share of all customers
 * @param mobile share of those who mostly use a phone
 * @param returning chance to come back after a session that ends without a purchase
 * @param buying chance to buy once decided
 * @param couponSeeking chance to look for a coupon before buying
 * @param storeVisiting chance to see the laptop in a store
 * @param categories what they look at, the favourite first
 */
record Archetype(
        String occupation,
        double share,
        double mobile,
        double returning,
        double buying,
        double couponSeeking,
        double storeVisiting,
        List<String> categories) {

    static final List<Archetype> ALL = List.of(
            new Archetype("student", 0.34, 0.74, 0.62, 0.44, 0.52, 0.05, List.of("everyday", "ultrabook", "creative")),
            new Archetype(
                    "freelancer", 0.24, 0.32, 0.70, 0.62, 0.16, 0.07, List.of("creative", "ultrabook", "business")),
            new Archetype("gamer", 0.18, 0.46, 0.67, 0.52, 0.28, 0.06, List.of("gaming", "creative")),
            new Archetype("family", 0.15, 0.60, 0.58, 0.48, 0.22, 0.24, List.of("everyday", "ultrabook")),
            new Archetype("office manager", 0.09, 0.14, 0.72, 0.68, 0.08, 0.05, List.of("business", "ultrabook")));
}
