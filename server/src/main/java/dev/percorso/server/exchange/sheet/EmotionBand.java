package dev.percorso.server.exchange.sheet;

import dev.percorso.server.exchange.sheet.Mark.Bend;
import dev.percorso.server.exchange.sheet.Mark.Curve;
import dev.percorso.server.exchange.sheet.Mark.Dot;
import dev.percorso.server.exchange.sheet.Mark.Spot;
import dev.percorso.server.exchange.sheet.Mark.Words;
import dev.percorso.server.map.EmotionCurve;
import dev.percorso.server.map.EmotionCurve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The curve of emotions across some of the stages: the part of the whole curve that lies in their columns. */
final class EmotionBand {
    static final double CURVE_HEIGHT = 84;

    private static final double MARGIN = 12;
    private static final double STRONGEST = 2;
    private static final double DOT = 2.6;
    private static final double VALUE_SIZE = 7;
    private static final double FACE = 5;

    private final EmotionCurve curve;
    private final MapWords words;

    EmotionBand(EmotionCurve curve, MapWords words) {
        this.curve = curve;
        this.words = words;
    }

    /**
     * Draws the columns from the first up to the last, exclusively.
     *
     * @param x where the first column begins
     */
    void draw(int first, int last, double x, double y, double column, List<Mark> marks) {
        double width = (last - first) * column;
        double middle = height(y, 0);
        marks.add(new Curve(
                new Spot(x, middle),
                List.of(bend(new Spot(x, middle), new Spot(x + width, middle))),
                0.6,
                true,
                Ink.STRONG_LINE));
        for (EmotionCurve.Segment segment : curve.between(first, last)) {
            Spot from = spot(segment.from(), first, x, y, column);
            marks.add(new Curve(
                    from,
                    List.of(new Bend(
                            spot(segment.first(), first, x, y, column),
                            spot(segment.second(), first, x, y, column),
                            spot(segment.to(), first, x, y, column))),
                    1.6,
                    false,
                    Ink.ACCENT));
        }
        for (Point point : curve.points()) {
            if (point.across() >= first && (point.across() < last || last == curve.stages())) {
                Spot spot = spot(point, first, x, y, column);
                marks.add(new Dot(spot.x(), spot.y(), DOT, Ink.ACCENT));
                double beside = spot.x() + 14 > x + width ? -16 : 4;
                marks.add(
                        new Words(spot.x() + beside, spot.y() - 4, value(point.value()), false, VALUE_SIZE, Ink.SOFT));
            }
        }
    }

    /** Faces at +2, 0 and −2: what up and down mean. */
    void drawScale(double x, double y, List<Mark> marks) {
        for (double value = -STRONGEST; value <= STRONGEST; value += STRONGEST) {
            face(x, height(y, value), value, marks);
        }
    }

    private static void face(double x, double y, double value, List<Mark> marks) {
        marks.add(new Dot(x, y, FACE, Ink.SOFT));
        marks.add(new Dot(x, y, FACE - 0.8, Ink.PAPER));
        marks.add(new Dot(x - 1.7, y - 1.3, 0.6, Ink.SOFT));
        marks.add(new Dot(x + 1.7, y - 1.3, 0.6, Ink.SOFT));
        double mouth = y + 1.6;
        double smile = value * 0.9;
        Spot from = new Spot(x - 2.2, mouth - smile * 0.35);
        marks.add(new Curve(
                from,
                List.of(new Bend(
                        new Spot(x - 0.8, mouth + smile * 0.6),
                        new Spot(x + 0.8, mouth + smile * 0.6),
                        new Spot(x + 2.2, mouth - smile * 0.35))),
                0.7,
                false,
                Ink.SOFT));
    }

    /** With its sign, since a plain 1 says less than +1. */
    String value(double value) {
        String number = String.format(words.locale(), value == Math.rint(value) ? "%.0f" : "%.1f", Math.abs(value));
        return value > 0 ? "+" + number : value < 0 ? "−" + number : number;
    }

    /** The curve for those who do not see it: each stage with its values. */
    String inWords(int first, List<String> stages) {
        return words.of("legend.emotion") + ". "
                + IntStream.range(0, stages.size())
                        .mapToObj(place -> stages.get(place) + ": " + values(first + place))
                        .collect(Collectors.joining("; "));
    }

    private String values(int stage) {
        String values = curve.points().stream()
                .filter(point -> point.stage() == stage)
                .map(point -> value(point.value()))
                .collect(Collectors.joining(", "));
        return values.isEmpty() ? "–" : values;
    }

    /** Notes at points of a stage, each with its value. */
    List<String> notes(int stage) {
        List<String> notes = new ArrayList<>();
        curve.points().stream()
                .filter(point -> point.stage() == stage)
                .forEach(point -> point.note()
                        .filter(note -> !note.isBlank())
                        .ifPresent(note -> notes.add(value(point.value()) + " " + note)));
        return notes;
    }

    private static Spot spot(Point point, int first, double x, double y, double column) {
        return new Spot(x + (point.across() - first) * column, height(y, point.value()));
    }

    private static double height(double y, double value) {
        return y + MARGIN + (STRONGEST - value) / (2 * STRONGEST) * (CURVE_HEIGHT - 2 * MARGIN);
    }

    private static Bend bend(Spot from, Spot to) {
        return new Bend(from, to, to);
    }

    static Optional<EmotionBand> of(EmotionCurve curve, MapWords words) {
        return curve.points().isEmpty() ? Optional.empty() : Optional.of(new EmotionBand(curve, words));
    }
}
