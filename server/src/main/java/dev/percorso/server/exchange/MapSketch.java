package dev.percorso.server.exchange;

import dev.percorso.server.event.DisplayName;
import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.JourneyMapContent.EmotionPoint;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.MapLane;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import dev.percorso.server.map.PersonaContent;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.map.PortableMaps.Note;
import dev.percorso.server.map.StageHue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A map that takes shape while a file of another program is read: stages and lanes by place, cards and feelings in them. */
final class MapSketch {
    private static final int LONGEST_NAME = 120;
    /** In the order of a journey. */
    private static final List<StageHue> USUAL = Arrays.stream(StageHue.values())
            .filter(hue -> hue != StageHue.NEUTRAL)
            .toList();

    private static final String PERSONA = "p1";
    /** How stages are called in the languages that Percorso speaks. */
    private static final Map<String, StageHue> KNOWN = Map.ofEntries(
            Map.entry("awareness", StageHue.AWARENESS),
            Map.entry("consapevolezza", StageHue.AWARENESS),
            Map.entry("consideration", StageHue.CONSIDERATION),
            Map.entry("considerazione", StageHue.CONSIDERATION),
            Map.entry("decision", StageHue.PURCHASE),
            Map.entry("decisione", StageHue.PURCHASE),
            Map.entry("purchase", StageHue.PURCHASE),
            Map.entry("acquisto", StageHue.PURCHASE),
            Map.entry("retention", StageHue.RETENTION),
            Map.entry("fidelizzazione", StageHue.RETENTION),
            Map.entry("loyalty", StageHue.RETENTION),
            Map.entry("advocacy", StageHue.ADVOCACY),
            Map.entry("passaparola", StageHue.ADVOCACY));

    private final List<String> stages = new ArrayList<>();
    private final Map<String, MapLane> lanes = new LinkedHashMap<>();
    private final List<MapCard> cards = new ArrayList<>();
    private final List<EmotionPoint> emotions = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private String name = "";
    private Optional<String> description = Optional.empty();
    private Optional<String> persona = Optional.empty();

    void call(String title) {
        name = title.strip();
    }

    String name() {
        return name;
    }

    void describe(String text) {
        description = text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    void isAbout(String personaName) {
        persona = Optional.of(personaName.strip()).filter(DisplayName::isValid);
    }

    void note(Note note) {
        notes.add(note);
    }

    /** The place of a new stage. */
    int stage(String stageName) {
        stages.add(stageName.strip());
        return stages.size() - 1;
    }

    int stages() {
        return stages.size();
    }

    /** The lane of that kind and name, which is made when it is not there. */
    String lane(LaneKind kind, Optional<String> laneName) {
        return lanes.computeIfAbsent(kind + " " + laneName.orElse(""), key -> newLane(kind, laneName))
                .id();
    }

    /** A lane of its own, though there may be one like it. */
    String anotherLane(LaneKind kind, Optional<String> laneName) {
        return lanes.computeIfAbsent("row " + lanes.size(), key -> newLane(kind, laneName))
                .id();
    }

    private MapLane newLane(LaneKind kind, Optional<String> laneName) {
        return new MapLane("l" + (lanes.size() + 1), kind, laneName);
    }

    void card(int stage, String lane, String title, Optional<String> text) {
        cards.add(new MapCard(
                "c" + (cards.size() + 1),
                stageId(stage),
                lane,
                title,
                text.filter(words -> !words.isBlank()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    void feeling(int stage, double position, double value, Optional<String> note) {
        emotions.add(new EmotionPoint("e" + (emotions.size() + 1), stageId(stage), position, value, note));
    }

    private static String stageId(int stage) {
        return "s" + (stage + 1);
    }

    /** @param otherwise the name of a map that its file does not name */
    ReadMap done(String otherwise) {
        String called = name.isBlank() ? otherwise : name;
        if (called.length() > LONGEST_NAME) {
            notes.add(Note.of("The name of the map is cut to %d characters".formatted(LONGEST_NAME)));
            called = called.substring(0, LONGEST_NAME);
        }
        JourneyMapContent map = new JourneyMapContent(
                called,
                description,
                Optional.empty(),
                persona.map(given -> PERSONA),
                Optional.empty(),
                Optional.empty(),
                colouredStages(),
                List.copyOf(lanes.values()),
                cards,
                emotions,
                Optional.empty(),
                List.of());
        Map<String, PersonaContent> personas = persona.map(given -> Map.of(PERSONA, PersonaContent.called(given)))
                .orElseGet(Map::of);
        return new ReadMap(new PortableMap(map, personas, Map.of()), notes);
    }

    /** By their names where they have the usual ones; otherwise in the usual order. */
    private List<MapStage> colouredStages() {
        boolean isUsual = stages.stream().anyMatch(stage -> KNOWN.containsKey(stage.toLowerCase(Locale.ROOT)));
        List<MapStage> coloured = new ArrayList<>();
        for (int place = 0; place < stages.size(); place++) {
            StageHue hue = isUsual
                    ? KNOWN.getOrDefault(stages.get(place).toLowerCase(Locale.ROOT), StageHue.NEUTRAL)
                    : place < USUAL.size() ? USUAL.get(place) : StageHue.NEUTRAL;
            coloured.add(new MapStage(stageId(place), stages.get(place), hue));
        }
        return coloured;
    }
}
