package dev.percorso.server.exchange;

import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What of a map a kind of file cannot carry, counted. */
final class MapLosses {
    /** Parts of a map, with functions that have no state. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Part {
        COMMENTS(map -> 0),
        /** Cards of lanes that the file has no place for. */
        CARDS(map -> 0),
        TEXTS(map -> cards(map, card -> card.text().isPresent())),
        FEELINGS(map -> map.emotions().size()),
        REASONS(map -> map.emotions().stream()
                .filter(point -> point.note().isPresent())
                .count()),
        PERSONA(map -> map.persona().stream().count()),
        DESCRIPTION(map ->
                map.description().filter(text -> !text.isBlank()).stream().count()),
        TOUCHPOINTS(map -> cards(map, card -> card.touchpoint().isPresent())),
        EVENTS(map -> cards(map, card -> card.binding().isPresent())),
        SEVERITIES(map -> cards(map, card -> card.severity().isPresent())),
        SCORES(map -> cards(map, card -> card.opportunity().isPresent())),
        PURPOSES(map -> cards(map, card -> card.purpose().isPresent())),
        EVIDENCE(map ->
                map.cards().stream().mapToLong(card -> card.evidence().size()).sum()),
        PICTURES(map -> cards(map, card -> card.image().isPresent())),
        WAYS(map -> map.cards().stream().mapToLong(card -> card.next().size()).sum()),
        SUBMAPS(map -> cards(map, card -> card.submap().isPresent())),
        FLOWS(map -> map.flows().stream()
                .map(JourneyMapContent.FlowLink::flow)
                .distinct()
                .count()),
        /** Cutting of journeys, allowed ways and deviations. */
        RULES(map -> map.rules().stream().count());

        private final ToLongFunction<JourneyMapContent> count;

        Part(ToLongFunction<JourneyMapContent> count) {
            this.count = count;
        }

        private static long cards(JourneyMapContent map, Predicate<MapCard> test) {
            return map.cards().stream().filter(test).count();
        }
    }

    /** How many of a part stay behind. */
    record Loss(Part what, long count) {}

    private MapLosses() {}

    /** What a kind of file keeps; of pictures, flows and other maps Percorso's own keeps only which they are. */
    private static Set<Part> kept(MapFormat format) {
        return switch (format) {
            case JSON -> EnumSet.complementOf(EnumSet.of(Part.COMMENTS, Part.PICTURES, Part.SUBMAPS, Part.FLOWS));
            case PDF, SVG, PNG ->
                EnumSet.complementOf(EnumSet.of(Part.COMMENTS, Part.WAYS, Part.SUBMAPS, Part.FLOWS, Part.RULES));
            case CSV, XLSX -> EnumSet.of(Part.CARDS, Part.TEXTS, Part.FEELINGS, Part.REASONS);
            case MERMAID -> EnumSet.of(Part.PERSONA);
            case CJML -> EnumSet.of(Part.PERSONA, Part.DESCRIPTION, Part.TEXTS, Part.TOUCHPOINTS);
        };
    }

    /** @param comments how many are open or settled at the map */
    static List<Loss> of(JourneyMapContent map, MapFormat format, int comments) {
        Map<Part, Long> lost = new TreeMap<>();
        EnumSet.complementOf(EnumSet.copyOf(kept(format)))
                .forEach(part -> lost.put(
                        part,
                        switch (part) {
                            case COMMENTS -> (long) comments;
                            case CARDS -> elsewhere(map, format);
                            default -> part.count.applyAsLong(map);
                        }));
        return lost.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> new Loss(one.getKey(), one.getValue()))
                .toList();
    }

    private static long elsewhere(JourneyMapContent map, MapFormat format) {
        Set<LaneKind> kinds = format == MapFormat.CJML
                ? EnumSet.of(LaneKind.ACTIONS, LaneKind.TOUCHPOINTS, LaneKind.BACKSTAGE)
                : EnumSet.of(LaneKind.ACTIONS, LaneKind.TOUCHPOINTS);
        Set<String> lanes = map.lanes().stream()
                .filter(lane -> kinds.contains(lane.kind()))
                .map(JourneyMapContent.MapLane::id)
                .collect(Collectors.toSet());
        long others = map.cards().stream()
                .filter(card -> !lanes.contains(card.lane()))
                .count();
        // A journey of Mermaid takes all cards of a map that has none in these lanes.
        return format == MapFormat.MERMAID && others == map.cards().size() ? 0 : others;
    }

    /** What a file of Percorso's own names and this workspace does not have. */
    static Optional<String> nowhere(long pictures, long maps, long flows) {
        return pictures + maps + flows == 0
                ? Optional.empty()
                : Optional.of(
                        "Not in this workspace: %d pictures, %d maps behind cards and %d flows that the file names"
                                .formatted(pictures, maps, flows));
    }
}
