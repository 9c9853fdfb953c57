package dev.percorso.engine.attribute;

import dev.percorso.engine.index.IndexedEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The definitions written down as slowly as they are meant, on plain lists of paths. */
final class AttributionOracle {

    record Touch(String channel, long time) {}

    /** @param converted false for a path without result */
    record Path(int person, List<Touch> touches, boolean converted, double value, boolean stayed) {
        Set<String> channels() {
            Set<String> channels = new TreeSet<>();
            touches.forEach(touch -> channels.add(touch.channel()));
            return channels;
        }
    }

    private final AttributionQuery query;
    private final Predicate<IndexedEvent> conversion;
    private final Predicate<IndexedEvent> comeback;
    private final Function<List<IndexedEvent>, List<IndexedEvent>> touchesOf;
    final List<Path> paths = new ArrayList<>();
    final Set<String> grouped = new HashSet<>();
    int undecided;

    AttributionOracle(
            AttributionQuery query,
            Predicate<IndexedEvent> conversion,
            Predicate<IndexedEvent> comeback,
            Function<List<IndexedEvent>, List<IndexedEvent>> touchesOf) {
        this.query = query;
        this.conversion = conversion;
        this.comeback = comeback;
        this.touchesOf = touchesOf;
    }

    AttributionOracle over(Map<Integer, List<IndexedEvent>> journeys, long now) {
        Map<String, Integer> counts = new HashMap<>();
        long from = query.from().toEpochMilli();
        long to = query.to().toEpochMilli();
        journeys.values()
                .forEach(journey -> touchesOf.apply(journey).stream()
                        .filter(touch -> text(touch) != null
                                && touch.time() >= from - query.lookback().toMillis()
                                && touch.time() < to)
                        .forEach(touch -> counts.merge(String.valueOf(text(touch)), 1, Integer::sum)));
        List<String> ranked = new ArrayList<>(counts.keySet());
        ranked.sort(Comparator.<String>comparingInt(label -> -counts.getOrDefault(label, 0))
                .thenComparing(Comparator.naturalOrder()));
        grouped.addAll(ranked.subList(Math.min(ranked.size(), query.channels()), ranked.size()));
        journeys.forEach((person, journey) -> add(person, journey, from, to, now));
        return this;
    }

    private void add(int person, List<IndexedEvent> journey, long from, long to, long now) {
        List<IndexedEvent> touches = touchesOf.apply(journey).stream()
                .filter(touch -> text(touch) != null && touch.time() < to)
                .toList();
        boolean converted = false;
        for (int i = 0; i < journey.size(); i++) {
            IndexedEvent event = journey.get(i);
            if (!conversion.test(event) || event.time() < from || event.time() >= to) {
                continue;
            }
            converted = true;
            boolean stayed = false;
            for (IndexedEvent later : journey.subList(i + 1, journey.size())) {
                long time = later.time() - event.time();
                stayed |= comeback.test(later)
                        && time >= query.stay().after().toMillis()
                        && time <= query.stay().within().toMillis();
            }
            undecided += !stayed && event.time() + query.stay().within().toMillis() > now ? 1 : 0;
            List<IndexedEvent> before = journey.subList(0, i + 1);
            List<Touch> path = new ArrayList<>();
            for (IndexedEvent touch : touches) {
                if (before.contains(touch)
                        && touch.time() >= event.time() - query.lookback().toMillis()) {
                    path.add(touch(touch));
                }
            }
            double value = event.properties().get("total") instanceof Number total ? total.doubleValue() : 0;
            paths.add(new Path(person, path, true, value, stayed));
        }
        if (!converted && !touches.isEmpty() && touches.getLast().time() >= from) {
            long oldest = touches.getLast().time() - query.lookback().toMillis();
            paths.add(new Path(
                    person,
                    touches.stream()
                            .filter(touch -> touch.time() >= oldest)
                            .map(this::touch)
                            .toList(),
                    false,
                    0,
                    false));
        }
    }

    private static @org.jspecify.annotations.Nullable String text(IndexedEvent event) {
        Object value = event.properties().get("channel");
        return value == null ? null : value.toString();
    }

    private Touch touch(IndexedEvent event) {
        String label = String.valueOf(text(event));
        return new Touch(grouped.contains(label) ? Attribution.OTHER : label, event.time());
    }

    /** What the model gives each channel. */
    Map<String, Double> credits(AttributionModel model, ToDoubleFunction<Path> worth) {
        return switch (model) {
            case MARKOV -> markov(worth);
            case SHAPLEY -> shapleyByOrders(worth);
            default -> {
                Map<String, Double> credits = new TreeMap<>();
                for (Path path : paths) {
                    if (path.converted() && !path.touches().isEmpty()) {
                        double[] weights = weights(model, path);
                        double sum = 0;
                        for (double weight : weights) {
                            sum += weight;
                        }
                        for (int i = 0; i < weights.length; i++) {
                            credits.merge(
                                    path.touches().get(i).channel(),
                                    worth.applyAsDouble(path) * weights[i] / sum,
                                    Double::sum);
                        }
                    }
                }
                yield credits;
            }
        };
    }

    private double[] weights(AttributionModel model, Path path) {
        List<Touch> touches = path.touches();
        int last = touches.size() - 1;
        int chosen = last;
        for (int i = last; i >= 0; i--) {
            if (!query.direct().contains(touches.get(i).channel())) {
                chosen = i;
                break;
            }
        }
        double[] weights = new double[last + 1];
        for (int i = 0; i <= last; i++) {
            double age = touches.getLast().time() - touches.get(i).time();
            weights[i] = switch (model) {
                case FIRST -> i == 0 ? 1 : 0;
                case LAST -> i == last ? 1 : 0;
                case LAST_NON_DIRECT -> i == chosen ? 1 : 0;
                case TIME_DECAY -> Math.pow(2, -age / query.halfLife().toMillis());
                case POSITION -> {
                    if (last < 2) {
                        yield 1;
                    }
                    yield i == 0 || i == last ? 0.4 : 0.2 / (last - 1);
                }
                case LINEAR, MARKOV, SHAPLEY -> 1;
            };
        }
        return weights;
    }

    /** Removal effects by letting probability flow through the chain until none is left. */
    Map<String, Double> markov(ToDoubleFunction<Path> worth) {
        Set<String> channels = new TreeSet<>();
        paths.forEach(path -> channels.addAll(path.channels()));
        double all = flow(worth, "");
        Map<String, Double> effects = new TreeMap<>();
        double sum = 0;
        for (String channel : channels) {
            double effect = all == 0 ? 0 : 1 - flow(worth, channel) / all;
            effects.put(channel, effect);
            sum += effect;
        }
        double total = paths.stream()
                .filter(path -> path.converted() && !path.touches().isEmpty())
                .mapToDouble(worth)
                .sum();
        double effectsTogether = sum;
        effects.replaceAll((channel, effect) -> effectsTogether <= 1e-9 ? 0 : effect / effectsTogether * total);
        return effects;
    }

    private double flow(ToDoubleFunction<Path> worth, String removed) {
        Map<String, Map<String, Double>> next = new HashMap<>();
        Map<String, Double> visits = new HashMap<>();
        Map<String, Double> earned = new HashMap<>();
        for (Path path : paths) {
            String from = "(start)";
            for (Touch touch : path.touches()) {
                next.computeIfAbsent(from, name -> new HashMap<>()).merge(touch.channel(), 1.0, Double::sum);
                visits.merge(from, 1.0, Double::sum);
                from = touch.channel();
            }
            if (!path.touches().isEmpty()) {
                visits.merge(from, 1.0, Double::sum);
                earned.merge(from, path.converted() ? worth.applyAsDouble(path) : 0, Double::sum);
            }
        }
        Map<String, Double> here = Map.of("(start)", 1.0);
        double result = 0;
        double left = 1;
        while (left > 1e-13) {
            Map<String, Double> there = new HashMap<>();
            left = 0;
            for (Map.Entry<String, Double> state : here.entrySet()) {
                double times = visits.getOrDefault(state.getKey(), 1.0);
                result += state.getValue() * earned.getOrDefault(state.getKey(), 0.0) / times;
                for (Map.Entry<String, Double> step :
                        next.getOrDefault(state.getKey(), Map.of()).entrySet()) {
                    if (!step.getKey().equals(removed)) {
                        double flow = state.getValue() * step.getValue() / times;
                        there.merge(step.getKey(), flow, Double::sum);
                        left += flow;
                    }
                }
            }
            here = there;
        }
        return result;
    }

    private double coalition(Set<String> members, ToDoubleFunction<Path> worth) {
        return paths.stream()
                .filter(path -> path.converted() && !path.touches().isEmpty() && members.containsAll(path.channels()))
                .mapToDouble(worth)
                .sum();
    }

    /** The mean of what each channel adds, over all orders of joining. */
    Map<String, Double> shapleyByOrders(ToDoubleFunction<Path> worth) {
        Set<String> channels = new TreeSet<>();
        paths.stream().filter(Path::converted).forEach(path -> channels.addAll(path.channels()));
        Map<Set<String>, Double> worths = new HashMap<>();
        Map<String, Double> sums = new TreeMap<>();
        List<List<String>> orders = orders(new ArrayList<>(channels));
        for (List<String> order : orders) {
            Set<String> joined = new TreeSet<>();
            double before = 0;
            for (String channel : order) {
                joined.add(channel);
                Double known = worths.get(joined);
                if (known == null) {
                    known = coalition(joined, worth);
                    worths.put(new TreeSet<>(joined), known);
                }
                sums.merge(channel, (known - before) / orders.size(), Double::sum);
                before = known;
            }
        }
        return sums;
    }

    private static List<List<String>> orders(List<String> channels) {
        if (channels.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : channels) {
            List<String> rest = new ArrayList<>(channels);
            rest.remove(first);
            for (List<String> tail : orders(rest)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                orders.add(order);
            }
        }
        return orders;
    }

    /** The textbook sum over all coalitions without the channel. */
    Map<String, Double> shapleyBySubsets(ToDoubleFunction<Path> worth) {
        Set<String> names = new TreeSet<>();
        paths.stream().filter(Path::converted).forEach(path -> names.addAll(path.channels()));
        List<String> channels = new ArrayList<>(names);
        int count = channels.size();
        double[] factorial = new double[count + 1];
        factorial[0] = 1;
        for (int i = 1; i <= count; i++) {
            factorial[i] = factorial[i - 1] * i;
        }
        double[] worths = new double[1 << count];
        for (int set = 0; set < worths.length; set++) {
            worths[set] = coalition(members(channels, set), worth);
        }
        Map<String, Double> values = new TreeMap<>();
        for (int channel = 0; channel < count; channel++) {
            for (int set = 0; set < worths.length; set++) {
                if ((set & 1 << channel) == 0) {
                    int size = Integer.bitCount(set);
                    double weight = factorial[size] * factorial[count - size - 1] / factorial[count];
                    values.merge(
                            channels.get(channel), weight * (worths[set | 1 << channel] - worths[set]), Double::sum);
                }
            }
        }
        return values;
    }

    private static Set<String> members(List<String> channels, int set) {
        Set<String> members = new HashSet<>();
        for (int i = 0; i < channels.size(); i++) {
            if ((set & 1 << i) != 0) {
                members.add(channels.get(i));
            }
        }
        return members;
    }
}
