package dev.percorso.server.exchange;

import dev.percorso.server.analyze.ReportFile;
import dev.percorso.server.analyze.ReportTable;
import dev.percorso.server.analyze.ReportTable.Column;
import dev.percorso.server.analyze.ReportTable.Format;
import dev.percorso.server.analyze.ReportWords;
import dev.percorso.server.analyze.ReportWords.Language;
import dev.percorso.server.collect.files.DetectedFile;
import dev.percorso.server.collect.files.FileFormat;
import dev.percorso.server.collect.files.ReadingHints;
import dev.percorso.server.collect.files.Row;
import dev.percorso.server.collect.files.Rows;
import dev.percorso.server.csv.CsvText;
import dev.percorso.server.exchange.sheet.MapWords;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.JourneyMapContent.EmotionPoint;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.MapLane;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.map.PortableMaps.Note;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A map as a table: a row is a lane, a column a stage. A line of a cell is a card; the lines below it that begin with two
 * spaces are its text. In a row of emotions a line is a point of the curve such as {@code 40%: -1.5 Too many models}.
 */
final class MapTable {
    private static final String INDENT = "  ";
    private static final int PERCENT = 100;
    private static final double STRONGEST = 2;
    private static final Pattern NAMED_KIND = Pattern.compile("(.+) \\(([^()]+)\\)", Pattern.DOTALL);
    private static final Pattern FEELING =
            Pattern.compile("(?:(\\d{1,3}) ?%:? *)?([+\\-\\u2212]?\\d(?:[.,]\\d+)?)(?: +(.*))?");

    private MapTable() {}

    static ReportTable of(PortableMap portable, MapWords words) {
        JourneyMapContent map = portable.map();
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(words.of("lane"), true, Format.TEXT));
        for (MapStage stage : map.stages()) {
            columns.add(new Column(oneLine(stage.name()), true, Format.TEXT));
        }
        List<List<Optional<Object>>> rows = new ArrayList<>();
        for (MapLane lane : map.lanes()) {
            List<Optional<Object>> row = new ArrayList<>();
            row.add(Optional.of(nameOf(lane, words)));
            for (MapStage stage : map.stages()) {
                String cell = lane.kind() == LaneKind.EMOTIONS ? feelings(map, stage) : cards(map, stage, lane);
                row.add(cell.isEmpty() ? Optional.empty() : Optional.of(cell));
            }
            rows.add(row);
        }
        return new ReportTable("map", columns, rows);
    }

    static byte[] csv(PortableMap map, MapWords words, Language language) {
        return ReportFile.csv("map", of(map, words), ReportWords.in(language)).content();
    }

    static byte[] xlsx(PortableMap map, MapWords words, Language language) {
        return ReportFile.xlsx("map", List.of(of(map, words)), ReportWords.in(language))
                .content();
    }

    /** The kind alone says enough for most lanes; one with a name of its own has the kind in brackets. */
    private static String nameOf(MapLane lane, MapWords words) {
        String kind = words.of("lane", lane.kind());
        return lane.name()
                .map(MapTable::oneLine)
                .filter(name -> !name.isEmpty())
                .map(name -> name + " (" + kind + ")")
                .orElse(kind);
    }

    private static String cards(JourneyMapContent map, MapStage stage, MapLane lane) {
        List<String> lines = new ArrayList<>();
        for (MapCard card : map.cards()) {
            if (card.stage().equals(stage.id()) && card.lane().equals(lane.id())) {
                lines.add(oneLine(card.title()));
                card.text()
                        .ifPresent(text -> text.lines()
                                .filter(line -> !line.isBlank())
                                .forEach(line -> lines.add(INDENT + line.strip())));
            }
        }
        return String.join("\n", lines);
    }

    private static String feelings(JourneyMapContent map, MapStage stage) {
        return String.join(
                "\n",
                map.emotions().stream()
                        .filter(point -> point.stage().equals(stage.id()))
                        .sorted(Comparator.comparingDouble(EmotionPoint::position))
                        .map(point -> "%d%%: %s%s"
                                .formatted(
                                        Math.round(point.position() * PERCENT),
                                        signed(point.value()),
                                        point.note()
                                                .map(MapTable::oneLine)
                                                .map(note -> " " + note)
                                                .orElse("")))
                        .toList());
    }

    private static String signed(double value) {
        double rounded = Math.round(value * PERCENT) / (double) PERCENT;
        String number = rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
        return rounded > 0 ? "+" + number : number;
    }

    private static String oneLine(String text) {
        return String.join(
                        " ",
                        text.lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList())
                .strip();
    }

    // ---------------------------------------------------------------- reading

    /** @param otherwise what the map is called, since tables have no name */
    static ReadMap read(byte[] file, FileFormat format, String otherwise) {
        try {
            Path kept = Files.createTempFile("percorso-map", ".table");
            try {
                Files.write(kept, file);
                ReadingHints hints =
                        new ReadingHints(Optional.of(format), Optional.empty(), Optional.empty(), Optional.empty());
                try (Rows rows = DetectedFile.of(kept, hints).open()) {
                    return read(rows, otherwise);
                }
            } finally {
                Files.deleteIfExists(kept);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ReadMap read(Rows rows, String otherwise) throws IOException {
        List<String> columns = rows.columns();
        if (columns.size() < 2) {
            throw ProblemException.invalid(
                    "/file",
                    "this is no table of a map: its first row names the stages from the second column on, and each row"
                            + " below is a lane");
        }
        MapSketch map = new MapSketch();
        rows.notes().forEach(note -> map.note(new Note(note)));
        columns.subList(1, columns.size()).forEach(map::stage);
        Map<String, LaneKind> kinds = kinds();
        for (Optional<Row> next = rows.next(); next.isPresent(); next = rows.next()) {
            Row row = next.get();
            if (row.fault().isPresent()) {
                throw ProblemException.invalid(
                        "/line/" + row.line(),
                        "line %d: %s".formatted(row.line(), row.fault().get()));
            }
            lane(map, row, columns, kinds);
        }
        return map.done(otherwise);
    }

    /** How lanes are called in any language that Percorso speaks, and in its API. */
    private static Map<String, LaneKind> kinds() {
        Map<String, LaneKind> kinds = new TreeMap<>();
        for (Language language : Language.values()) {
            MapWords words = MapWords.in(language);
            for (LaneKind kind : LaneKind.values()) {
                kinds.put(words.of("lane", kind).toLowerCase(Locale.ROOT), kind);
                kinds.put(kind.name().toLowerCase(Locale.ROOT), kind);
            }
        }
        return kinds;
    }

    private static void lane(MapSketch map, Row row, List<String> columns, Map<String, LaneKind> kinds) {
        String called = CsvText.original(row.text(columns.getFirst()));
        Matcher named = NAMED_KIND.matcher(called);
        Optional<LaneKind> kind = Optional.ofNullable(kinds.get(called.toLowerCase(Locale.ROOT)));
        Optional<String> name = kind.isPresent() || called.isEmpty() ? Optional.empty() : Optional.of(called);
        if (kind.isEmpty() && named.matches()) {
            kind = Optional.ofNullable(kinds.get(named.group(2).toLowerCase(Locale.ROOT)));
            name = kind.isPresent() ? Optional.of(named.group(1)) : name;
        }
        String lane = map.anotherLane(kind.orElse(LaneKind.NOTES), name);
        for (int stage = 0; stage + 1 < columns.size(); stage++) {
            String cell = CsvText.original(row.text(columns.get(stage + 1)));
            if (kind.equals(Optional.of(LaneKind.EMOTIONS))) {
                feelings(map, row.line(), stage, cell);
            } else {
                cards(map, stage, lane, cell);
            }
        }
    }

    private static void cards(MapSketch map, int stage, String lane, String cell) {
        String title = "";
        List<String> text = new ArrayList<>();
        for (String line : cell.lines().filter(one -> !one.isBlank()).toList()) {
            if (line.startsWith(INDENT) && !title.isEmpty()) {
                text.add(line.strip());
                continue;
            }
            card(map, stage, lane, title, text);
            title = line.strip();
            text.clear();
        }
        card(map, stage, lane, title, text);
    }

    private static void card(MapSketch map, int stage, String lane, String title, List<String> text) {
        if (!title.isEmpty()) {
            map.card(stage, lane, title, Optional.of(String.join("\n", text)));
        }
    }

    private static void feelings(MapSketch map, long line, int stage, String cell) {
        List<String> points =
                cell.lines().map(String::strip).filter(one -> !one.isEmpty()).toList();
        for (int place = 0; place < points.size(); place++) {
            String point = points.get(place);
            Matcher feeling = FEELING.matcher(point);
            double between = (place + 0.5) / points.size();
            if (!feeling.matches()) {
                map.note(Note.of(
                        "Line %d: '%s' does not say how people feel; expected is e.g. '+1 It works'. It stands at 0"
                                .formatted(line, point)));
                map.feeling(stage, between, 0, Optional.of(point));
                continue;
            }
            double position = feeling.group(1) == null
                    ? between
                    : Math.clamp(Double.parseDouble(feeling.group(1)) / PERCENT, 0, 1);
            double value = Double.parseDouble(feeling.group(2).replace(',', '.').replace('\u2212', '-'));
            if (Math.abs(value) > STRONGEST) {
                map.note(Note.of("Line %d: the feeling %s is beyond −2 and +2 and stands at the end of the scale"
                        .formatted(line, feeling.group(2))));
            }
            map.feeling(
                    stage,
                    position,
                    Math.clamp(value, -STRONGEST, STRONGEST),
                    Optional.ofNullable(feeling.group(3)).filter(note -> !note.isBlank()));
        }
    }
}
