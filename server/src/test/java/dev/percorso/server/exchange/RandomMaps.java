package dev.percorso.server.exchange;

import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.JourneyMapContent.ContentPurpose;
import dev.percorso.server.map.JourneyMapContent.EmotionPoint;
import dev.percorso.server.map.JourneyMapContent.Evidence;
import dev.percorso.server.map.JourneyMapContent.FlowLink;
import dev.percorso.server.map.JourneyMapContent.Kind;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.MapLane;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import dev.percorso.server.map.JourneyMapContent.Next;
import dev.percorso.server.map.JourneyMapContent.Opportunity;
import dev.percorso.server.map.JourneyMapContent.OpportunityStatus;
import dev.percorso.server.map.JourneyMapContent.Step;
import dev.percorso.server.map.MapRules;
import dev.percorso.server.map.PersonaContent;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.map.StageHue;
import dev.percorso.server.map.TouchpointContent;
import dev.percorso.server.segment.EventMatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Maps of every shape, the same ones for the same seed. */
final class RandomMaps {
    private static final String[] WORDS = {
        "caffè",
        "perché",
        "\"quoted\"",
        "a;b,c",
        "=1+1",
        "città & <b>",
        "line\nbreak",
        "→ on",
        "😀",
        "x".repeat(70),
        "-2",
        "\\"
    };
    private static final int DESCRIBED = 4;

    private final Random random;

    RandomMaps(long seed) {
        this.random = new Random(seed);
    }

    PortableMap next() {
        List<MapStage> stages = list(
                5,
                place -> new MapStage(
                        "s" + place, text(), any(StageHue.values()), maybe(() -> 120 + random.nextInt(1_000))));
        List<MapLane> lanes = list(
                6,
                place -> new MapLane(
                        "l" + place,
                        any(LaneKind.values()),
                        maybe(this::text),
                        maybe(() -> 32 + random.nextInt(1_000)),
                        maybe(random::nextBoolean)));
        boolean hasCells = !stages.isEmpty() && !lanes.isEmpty();
        List<MapCard> cards = hasCells ? list(12, place -> card(place, stages, lanes)) : List.of();
        List<EmotionPoint> emotions = stages.isEmpty()
                ? List.of()
                : list(
                        5,
                        place -> new EmotionPoint(
                                "e" + place,
                                stages.get(random.nextInt(stages.size())).id(),
                                random.nextInt(101) / 100.0,
                                random.nextDouble() * 4 - 2,
                                maybe(this::text)));
        JourneyMapContent map = new JourneyMapContent(
                "Map " + any(WORDS),
                maybe(this::text),
                maybe(() -> any(Kind.values())),
                maybe(() -> "p" + (1 + random.nextInt(DESCRIBED))),
                maybe(() -> EventMatch.of(text())),
                maybe(() -> 1 + random.nextInt(300)),
                stages,
                lanes,
                cards,
                emotions,
                maybe(() -> new MapRules(
                        maybe(random::nextBoolean),
                        maybe(() -> EventMatch.of(text())),
                        list(2, place -> new MapRules.Way(maybe(this::text), maybe(this::text))),
                        list(2, place -> new MapRules.Allowed("missing:c" + place, maybe(this::text))))),
                list(2, place -> new FlowLink("f" + place, "c" + place, text())));
        return new PortableMap(map, personas(), touchpoints());
    }

    private MapCard card(int place, List<MapStage> stages, List<MapLane> lanes) {
        return new MapCard(
                "c" + place,
                stages.get(random.nextInt(stages.size())).id(),
                lanes.get(random.nextInt(lanes.size())).id(),
                text(),
                maybe(this::text),
                maybe(() -> "t" + (1 + random.nextInt(DESCRIBED))),
                maybe(() -> EventMatch.of(text())),
                maybe(() -> EventMatch.of(text())),
                maybe(() -> any(Step.values())),
                maybe(this::score),
                list(2, one -> new Evidence("https://example.com/" + one, maybe(this::text))),
                maybe(() -> new Opportunity(
                        maybe(this::score),
                        maybe(this::score),
                        maybe(this::score),
                        maybe(() -> any(OpportunityStatus.values())),
                        maybe(this::text))),
                maybe(() -> any(ContentPurpose.values())),
                list(2, one -> new Next("c" + one, maybe(this::text))),
                maybe(() -> "another-map"),
                maybe(() -> "an-image"));
    }

    /** The same in every map, so that maps of one workspace share them. */
    private static Map<String, PersonaContent> personas() {
        Map<String, PersonaContent> personas = new LinkedHashMap<>();
        for (int place = 1; place <= DESCRIBED; place++) {
            Optional<List<String>> some = place % 2 == 0 ? Optional.of(List.of("è " + place, "=b")) : Optional.empty();
            Optional<String> one = some.map(List::getFirst);
            personas.put(
                    "p" + place,
                    new PersonaContent(
                            "Persona " + place,
                            one,
                            one,
                            one,
                            Optional.empty(),
                            some,
                            some,
                            some,
                            some,
                            some,
                            some,
                            some,
                            some,
                            some,
                            Optional.empty()));
        }
        return personas;
    }

    private static Map<String, TouchpointContent> touchpoints() {
        Map<String, TouchpointContent> touchpoints = new LinkedHashMap<>();
        for (int place = 1; place <= DESCRIBED; place++) {
            Optional<Integer> one = place % 2 == 0 ? Optional.of(place) : Optional.empty();
            touchpoints.put(
                    "t" + place,
                    new TouchpointContent(
                            "Touchpoint " + place,
                            "e-mail",
                            place % 2 == 0,
                            place > 2,
                            one.map(number -> "Ada"),
                            one.map(number -> "≥ 3"),
                            one,
                            one,
                            one.map(number -> EventMatch.of("Seen " + number))));
        }
        return touchpoints;
    }

    private String text() {
        String word = WORDS[random.nextInt(WORDS.length)];
        return random.nextBoolean() ? word : word + " " + WORDS[random.nextInt(WORDS.length)].strip();
    }

    private int score() {
        return 1 + random.nextInt(5);
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> list(int most, java.util.function.IntFunction<T> made) {
        return new ArrayList<>(
                IntStream.range(0, random.nextInt(most + 1)).mapToObj(made).toList());
    }
}
