package dev.percorso.server.orchestrate;

import dev.percorso.engine.stat.Wilson;
import dev.percorso.server.deliver.MessageStatus;
import dev.percorso.server.onsite.OfferStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the stored counts of a flow into the form of the API. */
final class CountView {
    private static final double CONFIDENCE = 0.95;

    private CountView() {}

    static FlowCounts of(
            String flow,
            FlowDocument document,
            Map<TurnChanges.CountKey, Long> counts,
            Map<String, Long> waiting,
            Map<String, Map<MessageStatus, Long>> messages,
            Map<String, Long> clicks,
            Map<String, OfferStore.Count> offers) {
        List<FlowCounts.EdgeCount> edges = new ArrayList<>();
        counts.forEach((key, persons) -> {
            if (key.kind() == TurnChanges.Count.EDGE) {
                edges.add(new FlowCounts.EdgeCount(key.source(), key.target(), persons));
            }
        });
        edges.sort(Comparator.comparing(FlowCounts.EdgeCount::from).thenComparing(FlowCounts.EdgeCount::to));
        // Steps of older versions, in which people still are, come after those of the draft.
        Set<String> names = new LinkedHashSet<>();
        document.steps().forEach(step -> names.add(step.id()));
        edges.forEach(edge -> names.add(edge.to()));
        List<FlowCounts.StepCount> steps = names.stream()
                .map(step -> step(
                        step,
                        edges,
                        waiting,
                        messages.getOrDefault(step, Map.of()),
                        clicks.getOrDefault(step, 0L),
                        offers.getOrDefault(step, OfferStore.Count.NONE)))
                .toList();
        return new FlowCounts(
                total(counts, flow, TurnChanges.Count.ENTERED),
                waiting.values().stream().mapToLong(Long::longValue).sum(),
                total(counts, flow, TurnChanges.Count.GOAL),
                total(counts, flow, TurnChanges.Count.EXITED),
                total(counts, flow, TurnChanges.Count.HELD_OUT),
                steps,
                edges,
                ways(counts));
    }

    private static List<FlowCounts.WayCount> ways(Map<TurnChanges.CountKey, Long> counts) {
        List<FlowCounts.WayCount> ways = new ArrayList<>();
        counts.forEach((key, persons) -> {
            if (key.kind() == TurnChanges.Count.CHOSEN) {
                long goals = counts.getOrDefault(
                        new TurnChanges.CountKey(key.flow(), TurnChanges.Count.CHOSEN_GOAL, key.source(), key.target()),
                        0L);
                ways.add(new FlowCounts.WayCount(
                        key.source(),
                        key.target(),
                        persons,
                        goals,
                        Wilson.interval(Math.min(goals, persons), persons, CONFIDENCE)));
            }
        });
        ways.sort(Comparator.comparing(FlowCounts.WayCount::step).thenComparing(FlowCounts.WayCount::way));
        return ways;
    }

    private static FlowCounts.StepCount step(
            String step,
            List<FlowCounts.EdgeCount> edges,
            Map<String, Long> waiting,
            Map<MessageStatus, Long> messages,
            long clicks,
            OfferStore.Count offers) {
        long arrived = edges.stream()
                .filter(edge -> edge.to().equals(step))
                .mapToLong(FlowCounts.EdgeCount::persons)
                .sum();
        long here = waiting.getOrDefault(step, 0L);
        return new FlowCounts.StepCount(
                step,
                here,
                arrived - here,
                messages.getOrDefault(MessageStatus.SENT, 0L),
                messages.getOrDefault(MessageStatus.FAILED, 0L) + messages.getOrDefault(MessageStatus.UNKNOWN, 0L),
                messages.getOrDefault(MessageStatus.SKIPPED, 0L),
                offers.shown(),
                clicks + offers.clicked());
    }

    private static long total(Map<TurnChanges.CountKey, Long> counts, String flow, TurnChanges.Count kind) {
        return counts.getOrDefault(new TurnChanges.CountKey(flow, kind, "", ""), 0L);
    }
}
