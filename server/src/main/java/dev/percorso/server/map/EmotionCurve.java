package dev.percorso.server.map;

import dev.percorso.server.map.JourneyMapContent.EmotionPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The curve of emotions as one smooth line: a monotone cubic through its points (Fritsch and Carlson, SIAM J. Numer. Anal.
 * 17, 1980), which never swings beyond a feeling that was set. Before its first point and after its last it is level.
 */
public final class EmotionCurve {
    private static final double LONGEST_SLOPE = 3;

    private final int stages;
    private final List<Point> points;
    private final double[] slopes;

    /**
     * A place on the curve.
     *
     * @param across stages from the left: 1.5 is the middle of the second one
     * @param value −2 to +2
     */
    public record Point(double across, double value, int stage, Optional<String> note) {}

    /** A part of the curve as a cubic bend with two control points. */
    public record Segment(Point from, Point first, Point second, Point to) {}

    public EmotionCurve(JourneyMapContent map) {
        this.stages = map.stages().size();
        List<Point> found = new ArrayList<>();
        for (EmotionPoint emotion : map.emotions()) {
            int stage = map.stageIndex(emotion.stage());
            found.add(new Point(stage + emotion.position(), emotion.value(), stage, emotion.note()));
        }
        found.sort(Comparator.comparingDouble(Point::across));
        this.points = List.copyOf(found);
        this.slopes = slopes(points);
    }

    /** From left to right. */
    public List<Point> points() {
        return points;
    }

    public int stages() {
        return stages;
    }

    private static double[] slopes(List<Point> points) {
        int last = points.size() - 1;
        double[] slopes = new double[points.size()];
        double[] secants = new double[Math.max(0, last)];
        for (int place = 0; place < last; place++) {
            double width = points.get(place + 1).across() - points.get(place).across();
            secants[place] = width == 0
                    ? 0
                    : (points.get(place + 1).value() - points.get(place).value()) / width;
        }
        for (int place = 0; place <= last && last > 0; place++) {
            double left = secants[Math.max(0, place - 1)];
            double right = secants[Math.min(last - 1, place)];
            slopes[place] = left * right <= 0 ? 0 : (left + right) / 2;
        }
        for (int place = 0; place < last; place++) {
            double secant = secants[place];
            if (secant == 0) {
                slopes[place] = 0;
                slopes[place + 1] = 0;
                continue;
            }
            double length = Math.hypot(slopes[place] / secant, slopes[place + 1] / secant);
            if (length > LONGEST_SLOPE) {
                slopes[place] *= LONGEST_SLOPE / length;
                slopes[place + 1] *= LONGEST_SLOPE / length;
            }
        }
        return slopes;
    }

    /** The feeling at a place; empty when no feeling was set at all. */
    public Optional<Double> at(double across) {
        if (points.isEmpty()) {
            return Optional.empty();
        }
        int after = 0;
        while (after < points.size() && points.get(after).across() < across) {
            after++;
        }
        if (after == 0 || after == points.size()) {
            return Optional.of(
                    after == 0 ? points.getFirst().value() : points.getLast().value());
        }
        Point from = points.get(after - 1);
        double share = (across - from.across()) / (points.get(after).across() - from.across());
        return Optional.of(cut(segment(after - 1), 0, share).to().value());
    }

    /** The parts of the curve from one edge between stages to another one. */
    public List<Segment> between(int first, int last) {
        List<Segment> segments = new ArrayList<>();
        for (int place = 0; place + 1 < points.size(); place++) {
            double from = points.get(place).across();
            double width = points.get(place + 1).across() - from;
            if (width == 0 || from >= last || from + width <= first) {
                continue;
            }
            double start = Math.max(0, (first - from) / width);
            double end = Math.min(1, (last - from) / width);
            segments.add(cut(segment(place), start, end));
        }
        return segments;
    }

    private Segment segment(int place) {
        Point from = points.get(place);
        Point to = points.get(place + 1);
        double third = (to.across() - from.across()) / 3;
        return new Segment(
                from,
                free(from.across() + third, from.value() + third * slopes[place]),
                free(to.across() - third, to.value() - third * slopes[place + 1]),
                to);
    }

    /** De Casteljau's algorithm: the piece of a bend between two shares of it is a bend again. */
    private static Segment cut(Segment whole, double start, double end) {
        Segment tail = start == 0 ? whole : halves(whole, start).getLast();
        double share = start == 1 ? 1 : (end - start) / (1 - start);
        return share == 1 ? tail : halves(tail, share).getFirst();
    }

    private static List<Segment> halves(Segment whole, double share) {
        Point a = between(whole.from(), whole.first(), share);
        Point b = between(whole.first(), whole.second(), share);
        Point c = between(whole.second(), whole.to(), share);
        Point d = between(a, b, share);
        Point e = between(b, c, share);
        Point middle = between(d, e, share);
        return List.of(new Segment(whole.from(), a, d, middle), new Segment(middle, e, c, whole.to()));
    }

    private static Point between(Point from, Point to, double share) {
        return free(
                from.across() + (to.across() - from.across()) * share,
                from.value() + (to.value() - from.value()) * share);
    }

    private static Point free(double across, double value) {
        return new Point(across, value, -1, Optional.empty());
    }
}
