package dev.percorso.engine.process;

import dev.percorso.engine.fold.Sums;
import dev.percorso.engine.fold.TimeSamples;
import dev.percorso.engine.process.ProcessReport.Activity;
import dev.percorso.engine.process.ProcessReport.Edge;
import dev.percorso.engine.process.ProcessReport.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Counts of activities, of what directly follows what, and of variants. */
final class ProcessTally implements CaseCutter.Sink {
    private static final double NINE_OF_TEN = 0.9;

    final CaseCutter.Steps steps = new CaseCutter.Steps();
    private final ProcessQuery query;
    private final int activities;
    private long cases;
    private long persons;
    private int lastPerson;
    private final long[] occurrences;
    private final long[] activityPersons;
    private final int[] activityLast;
    private final long[] starts;
    private final long[] ends;
    private final long[] edgeCounts;
    private final long[] edgePersons;
    private final int[] edgeLast;
    private final TimeSamples edgeTimes;
    private final VariantTable variants = new VariantTable();

    ProcessTally(ProcessQuery query, int activities) {
        this.query = query;
        this.activities = activities;
        occurrences = new long[activities];
        activityPersons = new long[activities];
        activityLast = new int[activities];
        starts = new long[activities];
        ends = new long[activities];
        edgeCounts = new long[activities * activities];
        edgePersons = new long[edgeCounts.length];
        edgeLast = new int[edgeCounts.length];
        edgeTimes = new TimeSamples(edgeCounts.length);
    }

    @Override
    public void take(int person, CaseCutter.Steps taken) {
        int size = taken.size;
        if (size < query.least() || size > query.most()) {
            return;
        }
        cases++;
        if (lastPerson != person + 1) {
            lastPerson = person + 1;
            persons++;
        }
        starts[taken.activity[0]]++;
        ends[taken.activity[size - 1]]++;
        for (int step = 0; step < size; step++) {
            int activity = taken.activity[step];
            occurrences[activity]++;
            if (activityLast[activity] != person + 1) {
                activityLast[activity] = person + 1;
                activityPersons[activity]++;
            }
            if (step > 0) {
                edge(taken.activity[step - 1] * activities + activity, person, taken.time[step] - taken.time[step - 1]);
            }
        }
        variants.add(person, taken.activity, size, taken.time[size - 1] - taken.time[0]);
    }

    private void edge(int edge, int person, long millis) {
        edgeCounts[edge]++;
        if (edgeLast[edge] != person + 1) {
            edgeLast[edge] = person + 1;
            edgePersons[edge]++;
        }
        edgeTimes.add(edge, millis);
    }

    void merge(ProcessTally other) {
        cases += other.cases;
        persons += other.persons;
        Sums.add(occurrences, other.occurrences);
        Sums.add(activityPersons, other.activityPersons);
        Sums.add(starts, other.starts);
        Sums.add(ends, other.ends);
        Sums.add(edgeCounts, other.edgeCounts);
        Sums.add(edgePersons, other.edgePersons);
        edgeTimes.addAll(other.edgeTimes);
        variants.merge(other.variants);
    }

    ProcessReport report(IntFunction<String> label, int grouped, double confidence) {
        List<Activity> nodes = IntStream.range(0, activities)
                .filter(activity -> occurrences[activity] > 0)
                .mapToObj(activity -> new Activity(
                        label.apply(activity),
                        occurrences[activity],
                        activityPersons[activity],
                        starts[activity],
                        ends[activity]))
                .sorted(Comparator.<Activity>comparingInt(node -> node.label().equals(ProcessMap.OTHER) ? 1 : 0)
                        .thenComparingLong(node -> -node.occurrences())
                        .thenComparing(Activity::label))
                .toList();
        List<Edge> ways = new ArrayList<>();
        for (int edge : new EdgeFilter(activities, edgeCounts, starts, ends).keep(query.edgeShare())) {
            ways.add(new Edge(
                    label.apply(edge / activities),
                    label.apply(edge % activities),
                    edgeCounts[edge],
                    edgePersons[edge],
                    edgeTimes.quantile(edge, 0.5),
                    edgeTimes.medianInterval(edge, confidence),
                    edgeTimes.quantile(edge, NINE_OF_TEN)));
        }
        List<Variant> sequences = variants.mostFrequent(query.variants()).stream()
                .map(variant -> new Variant(
                        Arrays.stream(variants.steps(variant)).mapToObj(label).toList(),
                        variants.count(variant),
                        variants.persons(variant),
                        variants.medianMillis(variant),
                        variants.medianInterval(variant, confidence)))
                .toList();
        return new ProcessReport(
                cases,
                persons,
                nodes,
                ways,
                (int) Arrays.stream(edgeCounts).filter(count -> count > 0).count(),
                sequences,
                variants.size(),
                variants.notToldApart(),
                grouped);
    }
}
