package dev.percorso.server.exchange;

import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.PortableMaps.Note;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads journeys of Mermaid line by line; what is not understood is told with its line and passed over. */
final class MermaidReader {
    private static final int MOST_LINES = 20_000;
    private static final int LONGEST_QUOTE = 60;
    private static final double WORST = 1;
    private static final double BEST = 5;
    private static final double MIDDLE = 3;
    private static final Pattern ENTITY = Pattern.compile("#(\\d{1,7}|[a-z]{2,8});");
    private static final Pattern BREAK = Pattern.compile("(?i)<br ?/?>");
    private static final Pattern PARTS = Pattern.compile(":");
    private static final Pattern COMMAS = Pattern.compile(",");
    private static final Map<String, String> NAMED = Map.of(
            "quot", "\"", "amp", "&", "lt", "<", "gt", ">", "colon", ":", "semi", ";", "num", "#", "nbsp", " ", "comma",
            ",");

    private final MapSketch map = new MapSketch();
    private final List<Task> tasks = new ArrayList<>();
    private final Set<String> actors = new LinkedHashSet<>();
    private final List<String> description = new ArrayList<>();
    private boolean begun;
    private boolean inFrontMatter;
    private boolean inDescription;

    private record Task(int stage, String name, Optional<Double> score, List<String> actors) {}

    ReadMap read(String text, String otherwise) {
        List<String> lines = text.lines().limit(MOST_LINES + 1L).toList();
        if (lines.size() > MOST_LINES) {
            throw MermaidJourney.wrong(MOST_LINES, "a diagram has at most %,d lines".formatted(MOST_LINES));
        }
        for (int number = 1; number <= lines.size(); number++) {
            line(number, lines.get(number - 1).strip());
        }
        if (!begun) {
            throw MermaidJourney.wrong(1, "the word 'journey' is missing, with which such a diagram begins");
        }
        place();
        map.describe(String.join(" ", description));
        return map.done(otherwise);
    }

    private void line(int number, String line) {
        String word = line.toLowerCase(Locale.ROOT);
        if (inFrontMatter) {
            inFrontMatter = !line.equals("---");
            after(line, "title:").ifPresent(title -> map.call(unquoted(title)));
        } else if (inDescription) {
            inDescription = !line.endsWith("}");
            description.add(decoded(line.replace("}", "")).strip());
        } else if (!begun && line.equals("---")) {
            inFrontMatter = true;
        } else if (line.isEmpty() || line.startsWith("%%") || line.startsWith("```")) {
            return;
        } else if (!begun) {
            begin(number, line);
        } else if (word.startsWith("title ")) {
            map.call(decoded(line.substring("title ".length())));
        } else if (word.startsWith("section ") || word.equals("section")) {
            map.stage(decoded(line.substring("section".length())));
        } else if (word.startsWith("acctitle")) {
            after(line, ":").filter(title -> map.name().isEmpty()).ifPresent(title -> map.call(decoded(title)));
        } else if (word.startsWith("accdescr")) {
            inDescription = line.contains("{") && !line.endsWith("}");
            after(line, inDescription || line.contains("{") ? "{" : ":")
                    .ifPresent(words ->
                            description.add(decoded(words.replace("}", "")).strip()));
        } else {
            task(number, line);
        }
    }

    private void begin(int number, String line) {
        if (!line.equals("journey") && !line.startsWith("journey ")) {
            throw MermaidJourney.wrong(
                    number, "'%s' stands where the word 'journey' begins such a diagram".formatted(quoted(line)));
        }
        begun = true;
    }

    private static Optional<String> after(String line, String mark) {
        int at = line.indexOf(mark);
        return at < 0
                ? Optional.empty()
                : Optional.of(line.substring(at + mark.length()).strip());
    }

    private static String unquoted(String text) {
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    private void task(int number, String line) {
        List<String> parts = PARTS.splitAsStream(line).map(String::strip).toList();
        String name = decoded(parts.getFirst());
        if (name.isEmpty()) {
            map.note(Note.of("Line %d: '%s' names no task and is passed over".formatted(number, quoted(line))));
            return;
        }
        if (map.stages() == 0) {
            map.stage(map.name());
            map.note(Note.of(
                    "Line %d: a task stands before the first section; it has a stage of its own".formatted(number)));
        }
        List<String> who = parts.size() < 3
                ? List.of()
                : Arrays.stream(COMMAS.split(parts.get(2)))
                        .map(actor -> decoded(actor).strip())
                        .filter(actor -> !actor.isEmpty())
                        .toList();
        actors.addAll(who);
        tasks.add(new Task(map.stages() - 1, name, score(number, parts), who));
    }

    private Optional<Double> score(int number, List<String> parts) {
        if (parts.size() < 2 || parts.get(1).isEmpty()) {
            map.note(Note.of("Line %d: the task has no score, so it says nothing of feelings".formatted(number)));
            return Optional.empty();
        }
        Optional<Double> score = MermaidJourney.score(parts.get(1));
        if (score.isEmpty()) {
            map.note(Note.of("Line %d: '%s' is no score from 1 to 5, so it says nothing of feelings"
                    .formatted(number, quoted(parts.get(1)))));
        } else if (score.get() < WORST || score.get() > BEST) {
            map.note(Note.of("Line %d: the score %s is beyond 1 and 5 and stands at the end of the scale"
                    .formatted(number, parts.get(1))));
        }
        return score.map(value -> Math.clamp(value, WORST, BEST) - MIDDLE);
    }

    /** One who does everything is the persona; of several each card names its own. */
    private void place() {
        String lane = map.lane(LaneKind.ACTIONS, Optional.empty());
        map.lane(LaneKind.EMOTIONS, Optional.empty());
        if (actors.size() == 1) {
            map.isAbout(actors.iterator().next());
        }
        Map<Integer, List<Task>> byStage = tasks.stream().collect(Collectors.groupingBy(Task::stage));
        byStage.forEach((stage, inStage) -> {
            for (int place = 0; place < inStage.size(); place++) {
                Task task = inStage.get(place);
                double position = (place + 0.5) / inStage.size();
                task.score().ifPresent(value -> map.feeling(stage, position, value, Optional.empty()));
            }
        });
        tasks.forEach(task -> map.card(
                task.stage(),
                lane,
                task.name(),
                actors.size() > 1 ? Optional.of(String.join(", ", task.actors())) : Optional.empty()));
    }

    private static String quoted(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    }

    private static String decoded(String text) {
        return ENTITY.matcher(BREAK.matcher(text).replaceAll(" "))
                .replaceAll(entity -> java.util.regex.Matcher.quoteReplacement(letter(entity)))
                .strip();
    }

    private static String letter(MatchResult entity) {
        String name = entity.group(1);
        if (!Character.isDigit(name.charAt(0))) {
            return NAMED.getOrDefault(name, entity.group());
        }
        int letter = Integer.parseInt(name);
        boolean isLetter = Character.isValidCodePoint(letter)
                && letter >= ' '
                && (letter < Character.MIN_SURROGATE || letter > Character.MAX_SURROGATE);
        return isLetter ? Character.toString(letter) : entity.group();
    }
}
