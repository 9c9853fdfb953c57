package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks where sessions come from.
 *
 * @param limit how many values are shown, 1 to 200; the others come together
 */
public record AcquisitionRequest(Scope scope, Origin dimension, Interval interval, Optional<Integer> limit) {
    private static final int BY_DEFAULT = 30;
    private static final int MOST = 200;
    private static final long MOST_BUCKETS = 5_000;

    /** By what sessions are told apart. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Origin {
        CHANNEL,
        CAMPAIGN,
        SOURCE,
        MEDIUM,
        REFERRER,
        LANDING_PAGE
    }

    public AcquisitionRequest {
        requirePresent(scope, "scope");
        dimension = dimension == null ? Origin.CHANNEL : dimension;
        interval = interval == null ? Interval.DAY : interval;
        limit = limit == null ? Optional.empty() : limit;
        limit.ifPresent(most -> require(most >= 1 && most <= MOST, "'limit' must be from 1 to %d".formatted(MOST)));
        require(
                interval != Interval.HOUR || scope.days() * 24 <= MOST_BUCKETS,
                "hours are for up to %d days; choose a longer 'interval'".formatted(MOST_BUCKETS / 24));
    }

    int most() {
        return limit.orElse(BY_DEFAULT);
    }
}
