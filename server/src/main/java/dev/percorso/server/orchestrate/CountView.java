package dev.percorso.server.orchestrate;

import dev.percorso.engine.stat.Wilson;
import dev.percorso.server.deliver.MessageStatus;
import dev.percorso.server.deliver.Reaction;
import dev.percorso.server.onsite.OfferStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
            Map<String, Map<Reaction, Long>> reactions,
            Map<String, OfferStore.Count> offers) {
        List<FlowCounts.EdgeCount> edges = new ArrayList<>();
        Map<String, Long> moved = new HashMap<>();
        counts.forEach((key, persons) -> {
            if (key.kind() == TurnChanges.Count.EDGE) {
                edges.add(new FlowCounts.EdgeCount(key.source(), key.outlet(), key.target(), persons));
            }
            if (key.kind() == TurnChanges.Count.MOVED) {
                moved.merge(key.target(), persons, Long::sum);
                moved.merge(key.source(), -persons, Long::sum);
            }
        });
        edges.sort(Comparator.comparing(FlowCounts.EdgeCount::from)
                .thenComparing(FlowCounts.EdgeCount::to)
                .thenComparing(FlowCounts.EdgeCount::outlet));
        // Steps of older versions, in which people still are, come after those of the draft.
        Set<String> names = new LinkedHashSet<>();
        document.steps().forEach(step -> names.add(step.id()));
        edges.forEach(edge -> names.add(edge.to()));
        names.addAll(new TreeSet<>(moved.keySet()));
        List<FlowCounts.StepCount> steps = names.stream()
                .map(step -> step(
                        step,
                        arrived(step, edges) + moved.getOrDefault(step, 0L),
                        waiting,
                        messages.getOrDefault(step, Map.of()),
                        reactions.getOrDefault(step, Map.of()),
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
            long arrived,
            Map<String, Long> waiting,
            Map<MessageStatus, Long> messages,
            Map<Reaction, Long> reactions,
            OfferStore.Count offers) {
        long here = waiting.getOrDefault(step, 0L);
        return new FlowCounts.StepCount(
                step,
                here,
                arrived - here,
                messages.getOrDefault(MessageStatus.SENT, 0L),
                messages.getOrDefault(MessageStatus.FAILED, 0L) + messages.getOrDefault(MessageStatus.UNKNOWN, 0L),
                messages.getOrDefault(MessageStatus.SKIPPED, 0L),
                offers.shown(),
                reactions.getOrDefault(Reaction.CLICKED, 0L) + offers.clicked(),
                reactions.getOrDefault(Reaction.BOUNCED, 0L),
                reactions.getOrDefault(Reaction.COMPLAINED, 0L),
                reactions.getOrDefault(Reaction.UNSUBSCRIBED, 0L));
    }

    private static long arrived(String step, List<FlowCounts.EdgeCount> edges) {
        return edges.stream()
                .filter(edge -> edge.to().equals(step))
                .mapToLong(FlowCounts.EdgeCount::persons)
                .sum();
    }

    private static long total(Map<TurnChanges.CountKey, Long> counts, String flow, TurnChanges.Count kind) {
        return counts.getOrDefault(new TurnChanges.CountKey(flow, kind, "", ""), 0L);
    }
}
