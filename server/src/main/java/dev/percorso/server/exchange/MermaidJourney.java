package dev.percorso.server.exchange;

import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.EmotionCurve;
import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import dev.percorso.server.map.PortableMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The {@code journey} diagrams of Mermaid, written: a section is a stage, a task is a card of the lanes in which people do
 * something, its score from 1 to 5 the feeling at its place on the curve.
 */
final class MermaidJourney {
    private static final Set<LaneKind> DOING = Set.of(LaneKind.ACTIONS, LaneKind.TOUCHPOINTS);
    private static final double MIDDLE_SCORE = 3;
    /** Words with which a line means something else than a task. */
    private static final Pattern KEYWORD =
            Pattern.compile("(?i)(title|section|journey|accTitle|accDescr|%%).*", Pattern.DOTALL);

    private MermaidJourney() {}

    static String write(PortableMap portable) {
        JourneyMapContent map = portable.map();
        EmotionCurve curve = new EmotionCurve(map);
        Map<String, LaneKind> kinds = new HashMap<>();
        map.lanes().forEach(lane -> kinds.put(lane.id(), lane.kind()));
        boolean hasDoing = map.cards().stream().anyMatch(card -> DOING.contains(kinds.get(card.lane())));
        StringBuilder text = new StringBuilder("journey\n    title ").append(encoded(map.name()));
        for (int place = 0; place < map.stages().size(); place++) {
            MapStage stage = map.stages().get(place);
            text.append("\n    section ").append(encoded(stage.name()));
            List<MapCard> tasks = map.lanes().stream()
                    .filter(lane -> !hasDoing || DOING.contains(lane.kind()))
                    .flatMap(lane -> map.cards().stream()
                            .filter(card -> card.lane().equals(lane.id())
                                    && card.stage().equals(stage.id())))
                    .toList();
            for (int task = 0; task < tasks.size(); task++) {
                double across = place + (task + 0.5) / tasks.size();
                long score = Math.round(MIDDLE_SCORE + curve.at(across).orElse(0.0));
                text.append("\n      ")
                        .append(taskName(tasks.get(task).title()))
                        .append(": ")
                        .append(score)
                        .append(portable.personaName()
                                .map(name -> ": " + encoded(name.replace(',', ' ')))
                                .orElse(""));
            }
        }
        return text.append('\n').toString();
    }

    private static String taskName(String title) {
        String name = encoded(title);
        return KEYWORD.matcher(name).matches() ? "#%d;%s".formatted((int) name.charAt(0), name.substring(1)) : name;
    }

    /** On one line, with what has a meaning in Mermaid as its numbers of Unicode. */
    private static String encoded(String text) {
        String line =
                text.lines().map(String::strip).collect(Collectors.joining(" ")).strip();
        StringBuilder encoded = new StringBuilder();
        line.codePoints().forEach(letter -> {
            if (letter == '#' || letter == ';' || letter == ':') {
                encoded.append('#').append(letter).append(';');
            } else {
                encoded.appendCodePoint(letter < ' ' ? ' ' : letter);
            }
        });
        return encoded.isEmpty() ? "-" : encoded.toString();
    }

    /** Whether a file looks like a diagram of Mermaid. */
    static boolean isLikely(String start) {
        return start.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("%%") && !line.startsWith("```"))
                .findFirst()
                .map(line -> line.equals("---") || line.equals("journey") || line.startsWith("journey "))
                .orElse(false);
    }

    /** @param otherwise what the map is called when the diagram has no title */
    static ReadMap read(String text, String otherwise) {
        return new MermaidReader().read(text, otherwise);
    }

    static ProblemException wrong(int line, String what) {
        return ProblemException.invalid("/line/" + line, "line %d: %s".formatted(line, what));
    }

    static Optional<Double> score(String text) {
        try {
            return Optional.of(Double.valueOf(text.strip())).filter(Double::isFinite);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
