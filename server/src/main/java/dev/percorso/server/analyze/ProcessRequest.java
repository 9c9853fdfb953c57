package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks for the map of what directly follows what.
 *
 * @param gap without events that ends a case; for cases that are journeys
 * @param label event property that refines the event's name
 * @param activities labels with an activity of their own
 * @param edges share of the edges shown, the most frequent first
 * @param least steps of a case at least
 * @param most steps of a case at most
 * @param variants how many are listed
 */
public record ProcessRequest(
        Scope scope,
        Per per,
        Optional<Duration> gap,
        Optional<String> label,
        Optional<Boolean> collapseRepeats,
        Optional<Integer> activities,
        Optional<Double> edges,
        Optional<Integer> least,
        Optional<Integer> most,
        Optional<Integer> variants) {
    private static final int MOST_ACTIVITIES = 60;
    private static final int MOST_VARIANTS = 200;

    /** What a case is. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Per {
        SESSION,
        JOURNEY
    }

    public ProcessRequest {
        requirePresent(scope, "scope");
        per = per == null ? Per.SESSION : per;
        gap = gap == null ? Optional.empty() : gap;
        label = label == null ? Optional.empty() : label.filter(name -> !name.isBlank());
        collapseRepeats = collapseRepeats == null ? Optional.empty() : collapseRepeats;
        activities = activities == null ? Optional.empty() : activities;
        edges = edges == null ? Optional.empty() : edges;
        least = least == null ? Optional.empty() : least;
        most = most == null ? Optional.empty() : most;
        variants = variants == null ? Optional.empty() : variants;
        require(gap.isEmpty() || per == Per.JOURNEY, "a 'gap' ends a journey; drop it or set 'per' to journey");
        gap.ifPresent(length -> require(length.isPositive(), "the 'gap' must be longer than nothing"));
        activities.ifPresent(count -> require(
                count >= 2 && count <= MOST_ACTIVITIES,
                "'activities' must be from 2 to %d".formatted(MOST_ACTIVITIES)));
        edges.ifPresent(share -> require(share >= 0 && share <= 1, "'edges' is a share from 0 to 1"));
        variants.ifPresent(count -> require(
                count >= 1 && count <= MOST_VARIANTS, "'variants' must be from 1 to %d".formatted(MOST_VARIANTS)));
        require(least.orElse(1) >= 1, "'least' must be at least 1");
        require(
                most.orElse(Integer.MAX_VALUE) >= least.orElse(1),
                "'most' must not be below 'least', which is 1 where it is not given");
    }
}
