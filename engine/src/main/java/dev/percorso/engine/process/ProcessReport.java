package dev.percorso.engine.process;

import dev.percorso.engine.stat.Interval;
import java.util.List;
import java.util.Optional;

/**
 * A process map and its variants.
 *
 * @param cases counted
 * @param persons who have a case
 * @param activities by falling number of occurrences, {@link ProcessMap#OTHER} last
 * @param edges kept, by falling count
 * @param allEdges how many there are, those left out included
 * @param variants the most frequent ones
 * @param distinctVariants how many different sequences there are among the cases told apart
 * @param casesNotToldApart cases of more steps than {@link ProcessMap#LONGEST_VARIANT}, or that came when
 *     {@link ProcessMap#MOST_VARIANTS} sequences were known; they are part of the map and of no variant
 * @param groupedActivities labels that are part of {@link ProcessMap#OTHER}
 */
public record ProcessReport(
        long cases,
        long persons,
        List<Activity> activities,
        List<Edge> edges,
        int allEdges,
        List<Variant> variants,
        int distinctVariants,
        long casesNotToldApart,
        int groupedActivities) {

    public ProcessReport {
        activities = List.copyOf(activities);
        edges = List.copyOf(edges);
        variants = List.copyOf(variants);
    }

    /**
     * What people do.
     *
     * @param occurrences steps with this activity
     * @param persons who did it, each once
     * @param starts cases that start with it
     * @param ends cases that end with it
     */
    public record Activity(String label, long occurrences, long persons, long starts, long ends) {}

    /**
     * One activity directly after another.
     *
     * @param count how often
     * @param persons with such a step, each once
     * @param medianMillis median time between the two
     * @param medianInterval its bootstrap interval; empty for too few
     * @param ninetiethMillis the time that nine of ten need at most
     */
    public record Edge(
            String from,
            String to,
            long count,
            long persons,
            double medianMillis,
            Optional<Interval> medianInterval,
            double ninetiethMillis) {}

    /**
     * Cases with the same sequence of activities.
     *
     * @param count of cases
     * @param persons who have such a case, each once
     * @param medianMillis median time from the first step to the last
     * @param medianInterval its bootstrap interval; empty for too few
     */
    public record Variant(
            List<String> labels, long count, long persons, double medianMillis, Optional<Interval> medianInterval) {
        public Variant {
            labels = List.copyOf(labels);
        }
    }
}
