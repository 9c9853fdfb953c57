package dev.percorso.server.exchange.sheet;

import dev.percorso.server.map.EmotionCurve;
import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.MapLane;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.picture.Picture;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts a map on sheets: as many stages side by side as can be read, as many lanes below each other as fit. What is left goes
 * on the next sheet, with the names of its stages and lanes again.
 */
final class MapLayout {
    static final double MARGIN = 28;
    static final double LABEL = 88;

    private static final double LEAST_COLUMN = 118;
    private static final double WHOLE_COLUMN = 172;
    private static final double LEAST_WHOLE = 520;
    private static final double HIGHEST_CARD = 0.8;
    private static final int MOST_NOTE_LINES = 14;

    private final PortableMap portable;
    private final JourneyMapContent map;
    private final MapWords words;
    private final Lettering letters;
    private final Function<String, Optional<Picture>> pictures;
    private final Paper paper;
    private final EmotionBand emotions;
    private final MapPage page;
    private final double column;
    private final int columns;

    /**
     * Stages and rows of one sheet.
     *
     * @param last exclusively
     */
    record Part(int first, int last, List<Row> rows) {
        Part {
            rows = List.copyOf(rows);
        }
    }

    MapLayout(
            PortableMap portable,
            MapWords words,
            Lettering letters,
            Function<String, Optional<Picture>> pictures,
            Paper paper,
            LocalDate day) {
        this.pictures = pictures;
        this.portable = portable;
        this.map = portable.map();
        this.words = words;
        this.letters = letters;
        this.paper = paper;
        this.emotions = new EmotionBand(new EmotionCurve(map), words);
        int stages = Math.max(1, map.stages().size());
        if (paper == Paper.WHOLE) {
            this.columns = stages;
            this.column = Math.max(WHOLE_COLUMN, (LEAST_WHOLE - LABEL) / stages);
        } else {
            double room = paper.width() - 2 * MARGIN - LABEL;
            int most = Math.max(1, (int) (room / LEAST_COLUMN));
            int sheets = Math.ceilDiv(stages, most);
            this.columns = Math.ceilDiv(stages, sheets);
            this.column = room / columns;
        }
        this.page = new MapPage(portable, words, letters, emotions, 2 * MARGIN + LABEL + columns * column, column, day);
    }

    List<Sheet> sheets() {
        List<Part> parts = new ArrayList<>();
        for (int first = 0; first == 0 || first < map.stages().size(); first += columns) {
            addParts(parts, first, Math.min(map.stages().size(), first + columns));
        }
        List<Sheet> sheets = new ArrayList<>();
        for (int number = 0; number < parts.size(); number++) {
            Part part = parts.get(number);
            double height = paper == Paper.WHOLE
                    ? 2 * MARGIN
                            + page.around(true, part)
                            + part.rows().stream().mapToDouble(Row::height).sum()
                    : paper.height();
            sheets.add(page.draw(part, number + 1, parts.size(), height));
        }
        return sheets;
    }

    /** Fills sheets from top to bottom. */
    private void addParts(List<Part> parts, int first, int last) {
        List<Row> rows = new ArrayList<>();
        double left = room(parts.isEmpty(), first, last);
        double whole = room(false, first, last);
        for (MapLane lane : map.lanes()) {
            Row rest = row(lane, first, last, whole * HIGHEST_CARD);
            boolean isDone = false;
            while (!isDone) {
                isDone = rest.height() <= left;
                boolean fitsAlone = rest.height() <= whole || rest instanceof Row.Feelings;
                if (!isDone && rest instanceof Row.Cards cards && !fitsAlone) {
                    Split split = split(cards, left);
                    if (!split.isEmpty()) {
                        rows.add(split.taken());
                        rest = split.left();
                    } else if (rows.isEmpty()) {
                        isDone = true; // No sheet is high enough for it: it is cut off rather than tried for ever.
                    }
                } else if (!isDone && rows.isEmpty()) {
                    isDone = true;
                }
                if (isDone) {
                    rows.add(rest);
                    left -= rest.height();
                } else {
                    parts.add(new Part(first, last, rows));
                    rows.clear();
                    left = room(false, first, last);
                }
            }
        }
        if (!rows.isEmpty() || map.lanes().isEmpty()) {
            parts.add(new Part(first, last, rows));
        }
    }

    private double room(boolean isFirst, int first, int last) {
        return paper == Paper.WHOLE
                ? Double.MAX_VALUE
                : paper.height() - 2 * MARGIN - page.around(isFirst, new Part(first, last, List.of()));
    }

    private Row row(MapLane lane, int first, int last, double highest) {
        if (lane.kind() == LaneKind.EMOTIONS) {
            List<List<String>> notes = new ArrayList<>();
            for (int stage = first; stage < last; stage++) {
                List<String> lines = new ArrayList<>();
                emotions.notes(stage)
                        .forEach(note ->
                                lines.addAll(letters.lines(note, false, Row.NOTE_SIZE, column - 2 * Row.PADDING)));
                notes.add(letters.atMost(MOST_NOTE_LINES, lines));
            }
            return new Row.Feelings(lane, notes);
        }
        List<List<CardBox>> cells = new ArrayList<>();
        for (int stage = first; stage < last; stage++) {
            List<CardBox> cell = new ArrayList<>();
            for (MapCard card : map.cards()) {
                if (card.lane().equals(lane.id())
                        && card.stage().equals(map.stages().get(stage).id())) {
                    cell.addAll(CardBox.of(
                            card, lane.kind(), portable, words, letters, pictures, column - 2 * Row.PADDING, highest));
                }
            }
            cells.add(cell);
        }
        return new Row.Cards(lane, false, cells);
    }

    private record Split(Row.Cards taken, Row.Cards left) {
        boolean isEmpty() {
            return taken.cells().stream().allMatch(List::isEmpty);
        }
    }

    /** As many cards of each cell as fit, and the others. */
    private static Split split(Row.Cards row, double height) {
        List<List<CardBox>> taken = new ArrayList<>();
        List<List<CardBox>> left = new ArrayList<>();
        for (List<CardBox> cell : row.cells()) {
            double used = 2 * Row.PADDING - Row.GAP;
            int count = 0;
            while (count < cell.size() && used + cell.get(count).height() + Row.GAP <= height) {
                used += cell.get(count).height() + Row.GAP;
                count++;
            }
            taken.add(cell.subList(0, count));
            left.add(cell.subList(count, cell.size()));
        }
        return new Split(new Row.Cards(row.lane(), row.continued(), taken), new Row.Cards(row.lane(), true, left));
    }
}
