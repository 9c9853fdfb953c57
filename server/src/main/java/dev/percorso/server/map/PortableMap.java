package dev.percorso.server.map;

import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemException.FieldError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A map with what it refers to, so that it means the same in another workspace. Flows, other maps and images are named by
 * their ids, which lead nowhere where these are not.
 *
 * @param map whose persona and touchpoints are keys of the other two
 * @param personas by key, without their segments
 * @param touchpoints by key
 */
public record PortableMap(
        JourneyMapContent map, Map<String, PersonaContent> personas, Map<String, TouchpointContent> touchpoints) {
    private static final int MOST_FAULTS = 50;
    private static final int MOST_STAGES = 100;
    private static final int LONGEST_TITLE = 1_000;
    private static final int LONGEST_TEXT = 20_000;

    public PortableMap {
        personas = personas == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(personas));
        touchpoints = touchpoints == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(touchpoints));
    }

    /** A map that refers to nothing. */
    public static PortableMap of(JourneyMapContent map) {
        return new PortableMap(map, Map.of(), Map.of());
    }

    /** Name of the persona whose journey it is. */
    public Optional<String> personaName() {
        return map.persona()
                .flatMap(key -> Optional.ofNullable(personas.get(key)))
                .map(PersonaContent::name);
    }

    /** The touchpoint at which a card stands. */
    public Optional<TouchpointContent> touchpointOf(JourneyMapContent.MapCard card) {
        return card.touchpoint().flatMap(key -> Optional.ofNullable(touchpoints.get(key)));
    }

    /** Ends with everything that is wrong, each with its place, unless the map can be kept as it is. */
    public PortableMap checked() {
        List<FieldError> faults = new ArrayList<>();
        if (map.stages().size() > MOST_STAGES || map.lanes().size() > MOST_STAGES) {
            faults.add(fault("/map", "a map has at most %d stages and %d lanes".formatted(MOST_STAGES, MOST_STAGES)));
        }
        map.persona()
                .filter(key -> personas.get(key) == null)
                .ifPresent(key -> faults.add(
                        fault("/map/persona", "the file does not describe the persona '%s'".formatted(key))));
        for (int place = 0; place < map.stages().size(); place++) {
            JourneyMapContent.MapStage stage = map.stages().get(place);
            check(faults, "/map/stages/" + place + "/name", stage.name(), LONGEST_TITLE);
            if (stage.hue() == null) {
                faults.add(fault("/map/stages/" + place + "/hue", "a stage needs a 'hue', e.g. purchase"));
            }
        }
        for (int place = 0; place < map.lanes().size(); place++) {
            if (map.lanes().get(place).kind() == null) {
                faults.add(fault("/map/lanes/" + place + "/kind", "a lane needs a 'kind', e.g. actions"));
            }
        }
        checkCards(faults);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
        }
        return this;
    }

    private void checkCards(List<FieldError> faults) {
        for (int place = 0; place < map.cards().size(); place++) {
            JourneyMapContent.MapCard card = map.cards().get(place);
            String at = "/map/cards/" + place;
            check(faults, at + "/title", card.title(), LONGEST_TITLE);
            card.text().ifPresent(text -> check(faults, at + "/text", text, LONGEST_TEXT));
            card.touchpoint()
                    .filter(key -> touchpoints.get(key) == null)
                    .ifPresent(key -> faults.add(fault(
                            at + "/touchpoint", "the file does not describe the touchpoint '%s'".formatted(key))));
            card.severity()
                    .filter(severity -> severity < 1 || severity > 5)
                    .ifPresent(severity -> faults.add(fault(at + "/severity", "a severity is from 1 to 5")));
        }
    }

    private static void check(List<FieldError> faults, String field, String text, int longest) {
        if (Objects.isNull(text)) {
            faults.add(fault(field, "a text is missing here"));
        } else if (text.length() > longest) {
            faults.add(fault(
                    field,
                    "a text of %d characters stands here; at most %d are kept".formatted(text.length(), longest)));
        }
    }

    private static FieldError fault(String field, String message) {
        return new FieldError(field, "invalid", message);
    }
}
