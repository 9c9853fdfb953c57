package dev.percorso.server.exchange.sheet;

import dev.percorso.server.exchange.sheet.Mark.Box;
import dev.percorso.server.exchange.sheet.Mark.Curve;
import dev.percorso.server.exchange.sheet.Mark.Group;
import dev.percorso.server.exchange.sheet.Mark.Role;
import dev.percorso.server.exchange.sheet.Mark.Words;
import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.JourneyMapContent.Kind;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapLane;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import dev.percorso.server.map.PortableMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws one sheet: the map's name above, stages as columns, lanes as rows, what the signs mean below. */
final class MapPage {
    private static final double TITLE = 18;
    private static final double SMALL_TITLE = 11;
    private static final double TEXT = 9;
    private static final double LEADING = 1.3;
    private static final int MOST_TITLE_LINES = 2;
    private static final int MOST_DESCRIPTION_LINES = 4;
    private static final double STAGE = 10;
    private static final int MOST_STAGE_LINES = 3;
    private static final double LANE = 8.5;
    private static final double LEGEND = 7.5;
    private static final double LEGEND_GAP = 16;
    private static final double BETWEEN = 8;
    private static final double STRIPE = 3;

    private final PortableMap portable;
    private final JourneyMapContent map;
    private final MapWords words;
    private final Lettering letters;
    private final EmotionBand emotions;
    private final double width;
    private final double column;
    private final LocalDate day;

    /** Something that the legend explains, beside a small box or dot of that colour. */
    private record Sign(Ink ink, String text) {}

    MapPage(
            PortableMap portable,
            MapWords words,
            Lettering letters,
            EmotionBand emotions,
            double width,
            double column,
            LocalDate day) {
        this.portable = portable;
        this.map = portable.map();
        this.words = words;
        this.letters = letters;
        this.emotions = emotions;
        this.width = width;
        this.column = column;
        this.day = day;
    }

    private double room() {
        return width - 2 * MapLayout.MARGIN;
    }

    /** How high is what stands around the rows. */
    double around(boolean isFirst, MapLayout.Part part) {
        return header(isFirst, 0, new ArrayList<>()) + stageHeight(part) + 2 * BETWEEN + footerHeight();
    }

    Sheet draw(MapLayout.Part part, int number, int of, double height) {
        List<Mark> marks = new ArrayList<>();
        marks.add(new Box(0, 0, width, height, 0, Optional.of(Ink.PAPER), Optional.empty()));
        double y = MapLayout.MARGIN;
        y += header(number == 1, y, marks) + BETWEEN;
        List<Mark> rows = new ArrayList<>();
        rows.add(stages(part, y));
        double top = y;
        y += stageHeight(part);
        if (map.stages().isEmpty()) {
            paragraph(Role.PARAGRAPH, List.of(words.of("empty")), false, TEXT, Ink.SOFT, y, marks);
        }
        for (Row row : part.rows()) {
            rows.add(row(row, part, y));
            y += row.height();
        }
        marks.add(Group.of(Role.TABLE, rows));
        for (int edge = 0; edge <= part.last() - part.first(); edge++) {
            double x = MapLayout.MARGIN + MapLayout.LABEL + edge * column;
            marks.add(Curve.straight(x, top, x, y, 0.5, Ink.LINE));
        }
        drawFooter(part, number, of, height, marks);
        return new Sheet(width, height, marks);
    }

    /** How high it is. */
    private double header(boolean isFirst, double top, List<Mark> marks) {
        double y = top;
        double size = isFirst ? TITLE : SMALL_TITLE;
        List<String> title =
                letters.atMost(isFirst ? MOST_TITLE_LINES : 1, letters.lines(map.name(), true, size, room()));
        if (!isFirst) {
            // It stands again on each sheet for those who hold it, and is read once.
            return lines(title, true, size, Ink.WORDS, y, marks);
        }
        y += paragraph(Role.TITLE, title, true, size, Ink.WORDS, y, marks);
        String about = String.join(
                " · ",
                words.of("kind", map.kind().orElse(Kind.AS_IS)),
                portable.personaName().orElse(words.of("everyone")),
                words.of("asOf", words.date(day)));
        y += paragraph(Role.PARAGRAPH, letters.lines(about, false, TEXT, room()), false, TEXT, Ink.SOFT, y, marks);
        Optional<String> description = map.description().filter(text -> !text.isBlank());
        if (description.isPresent()) {
            List<String> lines =
                    letters.atMost(MOST_DESCRIPTION_LINES, letters.lines(description.get(), false, TEXT, room()));
            y += paragraph(Role.PARAGRAPH, lines, false, TEXT, Ink.SOFT, y, marks);
        }
        return y - top;
    }

    /** How high it is. */
    private static double paragraph(
            Role role, List<String> lines, boolean bold, double size, Ink ink, double top, List<Mark> marks) {
        List<Mark> drawn = new ArrayList<>();
        double height = lines(lines, bold, size, ink, top, drawn);
        marks.add(Group.of(role, drawn));
        return height;
    }

    private static double lines(List<String> lines, boolean bold, double size, Ink ink, double top, List<Mark> marks) {
        double y = top;
        for (String line : lines) {
            marks.add(new Words(MapLayout.MARGIN, y + size, line, bold, size, ink));
            y += size * LEADING;
        }
        return y - top;
    }

    private List<String> stageLines(MapStage stage) {
        return letters.atMost(MOST_STAGE_LINES, letters.lines(stage.name(), true, STAGE, column - 4 * Row.PADDING));
    }

    private double stageHeight(MapLayout.Part part) {
        int lines = map.stages().subList(part.first(), part.last()).stream()
                .mapToInt(stage -> stageLines(stage).size())
                .max()
                .orElse(1);
        return STRIPE + 2 * Row.PADDING + lines * STAGE * LEADING;
    }

    /** The names of stages; over the lanes stands nothing. */
    private Group stages(MapLayout.Part part, double y) {
        List<Mark> cells = new ArrayList<>(List.of(Group.cell(1, List.of())));
        double height = stageHeight(part) - Row.GAP;
        for (int place = part.first(); place < part.last(); place++) {
            MapStage stage = map.stages().get(place);
            double x = MapLayout.MARGIN + MapLayout.LABEL + (place - part.first()) * column + 2;
            List<Mark> marks = new ArrayList<>();
            marks.add(new Box(x, y, column - 4, height, 3, Optional.of(Ink.ground(stage.hue())), Optional.empty()));
            marks.add(new Box(x, y, column - 4, STRIPE, 1, Optional.of(Ink.of(stage.hue())), Optional.empty()));
            double top = y + STRIPE + Row.PADDING;
            for (String line : stageLines(stage)) {
                marks.add(new Words(x + 2 * Row.PADDING, top + STAGE, line, true, STAGE, Ink.words(stage.hue())));
                top += STAGE * LEADING;
            }
            cells.add(Group.of(Role.STAGE, marks));
        }
        return Group.of(Role.ROW, cells);
    }

    private String nameOf(MapLane lane, boolean isContinued) {
        String name = lane.name().filter(given -> !given.isBlank()).orElseGet(() -> words.of("lane", lane.kind()));
        return isContinued ? words.of("continued", name) : name;
    }

    private Group row(Row row, MapLayout.Part part, double y) {
        List<Mark> lane = new ArrayList<>();
        double left = MapLayout.MARGIN + MapLayout.LABEL;
        boolean isContinued = row instanceof Row.Cards cards && cards.continued();
        lane.add(new Box(
                MapLayout.MARGIN,
                y + 1,
                MapLayout.LABEL - 4,
                row.height() - 2,
                3,
                Optional.of(Ink.SUNKEN),
                Optional.empty()));
        double name = y + Row.PADDING + 1;
        double room = MapLayout.LABEL - 4 - 2 * Row.PADDING - (row instanceof Row.Feelings ? 12 : 0);
        for (String line : letters.lines(nameOf(row.lane(), isContinued), true, LANE, room)) {
            lane.add(new Words(MapLayout.MARGIN + Row.PADDING, name + LANE, line, true, LANE, Ink.WORDS));
            name += LANE * LEADING;
        }
        List<Mark> cells = new ArrayList<>(List.of(Group.of(Role.LANE, lane)));
        double below = y + row.height();
        cells.add(
                Curve.straight(left, below, left + (part.last() - part.first()) * column, below, 0.5, Ink.STRONG_LINE));
        switch (row) {
            case Row.Cards cards -> drawCards(cards, left, y, cells);
            case Row.Feelings feelings -> cells.add(feelings(feelings, part, left, y));
        }
        return Group.of(Role.ROW, cells);
    }

    /** The curve across all stages, and the notes at its points. */
    private Group feelings(Row.Feelings row, MapLayout.Part part, double left, double y) {
        List<Mark> curve = new ArrayList<>();
        emotions.drawScale(left - 14, y, curve);
        emotions.draw(part.first(), part.last(), left, y, column, curve);
        List<String> names = map.stages().subList(part.first(), part.last()).stream()
                .map(MapStage::name)
                .toList();
        List<Mark> cell = new ArrayList<>(List.of(Group.figure(emotions.inWords(part.first(), names), curve)));
        drawNotes(row, left, y + EmotionBand.CURVE_HEIGHT, cell);
        return Group.cell(Math.max(1, names.size()), cell);
    }

    private void drawCards(Row.Cards row, double left, double y, List<Mark> marks) {
        for (int cell = 0; cell < row.cells().size(); cell++) {
            double top = y + Row.PADDING;
            List<Mark> drawn = new ArrayList<>();
            for (CardBox box : row.cells().get(cell)) {
                box.draw(left + cell * column + Row.PADDING, top, column - 2 * Row.PADDING, drawn);
                top += box.height() + Row.GAP;
            }
            marks.add(Group.cell(1, drawn));
        }
    }

    private void drawNotes(Row.Feelings row, double left, double y, List<Mark> marks) {
        for (int cell = 0; cell < row.notes().size(); cell++) {
            double top = y;
            List<Mark> notes = new ArrayList<>();
            for (String line : row.notes().get(cell)) {
                notes.add(new Words(
                        left + cell * column + Row.PADDING, top + Row.NOTE_SIZE, line, false, Row.NOTE_SIZE, Ink.SOFT));
                top += Row.NOTE_LEADING;
            }
            if (!notes.isEmpty()) {
                marks.add(Group.of(Role.PARAGRAPH, notes));
            }
        }
    }

    private List<Sign> legend() {
        List<Sign> legend = new ArrayList<>();
        boolean hasPains = map.lanes().stream().anyMatch(lane -> lane.kind() == LaneKind.PAINS)
                || map.cards().stream().anyMatch(card -> card.severity().isPresent());
        boolean hasOpportunities = map.lanes().stream().anyMatch(lane -> lane.kind() == LaneKind.OPPORTUNITIES);
        if (map.lanes().stream().anyMatch(lane -> lane.kind() == LaneKind.EMOTIONS)) {
            legend.add(new Sign(Ink.ACCENT, words.of("legend.emotion")));
        }
        if (hasPains) {
            legend.add(new Sign(Ink.BAD, words.of("legend.pain")));
        }
        if (hasOpportunities) {
            legend.add(new Sign(Ink.GOOD, words.of("legend.opportunity")));
        }
        if (map.cards().stream().anyMatch(card -> card.binding().isPresent())) {
            legend.add(new Sign(Ink.SOFT, "→ " + words.of("legend.event")));
        }
        return legend;
    }

    private double footerHeight() {
        return (drawLegend(0, new ArrayList<>()) + 1) * LEGEND * LEADING;
    }

    /** How many lines it takes. */
    private int drawLegend(double top, List<Mark> marks) {
        double x = MapLayout.MARGIN;
        int line = 0;
        for (Sign sign : legend()) {
            double wide = 10 + letters.width(sign.text(), false, LEGEND);
            if (x > MapLayout.MARGIN && x + wide > width - MapLayout.MARGIN) {
                x = MapLayout.MARGIN;
                line++;
            }
            double y = top + line * LEGEND * LEADING;
            marks.add(new Box(x, y + 1.2, 6, 6, 1.5, Optional.of(sign.ink()), Optional.empty()));
            marks.add(new Words(x + 10, y + LEGEND, sign.text(), false, LEGEND, Ink.SOFT));
            x += wide + LEGEND_GAP;
        }
        return line + 1;
    }

    private void drawFooter(MapLayout.Part part, int number, int of, double height, List<Mark> marks) {
        double top = height - MapLayout.MARGIN - footerHeight();
        List<Mark> legend = new ArrayList<>();
        int lines = drawLegend(top, legend);
        // Read once; the pages' numbers are for those who hold them.
        marks.addAll(number == 1 ? List.of(Group.of(Role.PARAGRAPH, legend)) : legend);
        String page = of == 1
                ? "Percorso"
                : words.of("stages", part.first() + 1, part.last(), map.stages().size()) + " · "
                        + words.of("page", number, of);
        marks.add(new Words(
                width - MapLayout.MARGIN - letters.width(page, false, LEGEND),
                top + lines * LEGEND * LEADING + LEGEND,
                page,
                false,
                LEGEND,
                Ink.SOFT));
    }
}
