package dev.percorso.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Time of analyses by number of events, both in powers of ten: what is linear is parallel to the dashed line. */
final class GrowthPlot {
    /** One median. */
    record Point(String analysis, int events, double milliseconds) {}

    private static final int WIDTH = 960;
    private static final int HEIGHT = 560;
    private static final int LEFT = 64;
    private static final int RIGHT = 330;
    private static final int TOP = 40;
    private static final int BOTTOM = 56;
    private static final double LEAST_EVENTS = 5e5;
    private static final double MOST_EVENTS = 1.3e8;
    private static final double LEAST_MILLIS = 0.5;
    private static final double MOST_MILLIS = 5_000;
    private static final int LINE_HEIGHT = 17;
    private static final List<String> HUES = List.of(
            "#4f46e5", "#0f766e", "#b45309", "#be123c", "#7c3aed", "#0369a1", "#4d7c0f", "#a21caf", "#475569",
            "#b91c1c");

    private final Map<String, List<Point>> lines = new LinkedHashMap<>();

    GrowthPlot(List<Point> points) {
        points.stream()
                .sorted(Comparator.comparingInt(Point::events))
                .forEach(point -> lines.computeIfAbsent(point.analysis(), name -> new ArrayList<>())
                        .add(point));
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="system-ui, sans-serif" font-size="13">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="%d" y="24" font-size="15" fill="#1e1b4b">Time of an analysis over everyone, by number of events</text>
                """, WIDTH, HEIGHT, LEFT));
        grid(svg);
        linear(svg);
        int number = 0;
        List<Label> labels = new ArrayList<>();
        for (Map.Entry<String, List<Point>> line : lines.entrySet()) {
            String hue = HUES.get(number++ % HUES.size());
            draw(svg, line.getValue(), hue);
            Point last = line.getValue().getLast();
            labels.add(new Label(line.getKey(), hue, last, y(last.milliseconds())));
        }
        label(svg, labels);
        return svg.append("</svg>\n").toString();
    }

    private record Label(String name, String hue, Point last, double y) {}

    private static void grid(StringBuilder svg) {
        for (int events : new int[] {1_000_000, 10_000_000, 100_000_000}) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$d\" stroke=\"#e2e8f0\"/>"
                            + "<text x=\"%1$.1f\" y=\"%4$d\" text-anchor=\"middle\" fill=\"#475569\">%5$d M events</text>\n",
                    x(events),
                    TOP,
                    HEIGHT - BOTTOM,
                    HEIGHT - BOTTOM + 22,
                    events / 1_000_000));
        }
        for (int millis : new int[] {1, 10, 100, 1_000}) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%1$d\" y1=\"%2$.1f\" x2=\"%3$d\" y2=\"%2$.1f\" stroke=\"#e2e8f0\"/>"
                            + "<text x=\"%4$d\" y=\"%5$.1f\" text-anchor=\"end\" fill=\"#475569\">%6$s</text>\n",
                    LEFT,
                    y(millis),
                    WIDTH - RIGHT,
                    LEFT - 8,
                    y(millis) + 4,
                    millis < 1_000 ? millis + " ms" : "1 s"));
        }
    }

    private static void linear(StringBuilder svg) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#94a3b8\" stroke-dasharray=\"5 5\"/>"
                        + "<text x=\"%.1f\" y=\"%.1f\" fill=\"#64748b\">linear: twice the events, twice the time</text>\n",
                x(1e6),
                y(0.7),
                x(1e8),
                y(70),
                x(2.4e6),
                y(0.78)));
    }

    private static void draw(StringBuilder svg, List<Point> points, String hue) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    path.isEmpty() ? "M" : " L",
                    x(point.events()),
                    y(point.milliseconds())));
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n",
                    x(point.events()),
                    y(point.milliseconds()),
                    hue));
        }
        svg.append(String.format(
                Locale.ROOT, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>\n", path, hue));
    }

    /** Labels at the ends of the lines, pushed apart where lines end close together. */
    private static void label(StringBuilder svg, List<Label> labels) {
        labels.sort(Comparator.comparingDouble(Label::y));
        double free = TOP;
        double overflow = Math.max(0, labels.size() * LINE_HEIGHT - (HEIGHT - BOTTOM - TOP));
        for (int place = 0; place < labels.size(); place++) {
            Label label = labels.get(place);
            double highest = HEIGHT - BOTTOM - (labels.size() - 1 - place) * (double) LINE_HEIGHT + overflow;
            double at = Math.max(free, Math.min(label.y(), highest));
            free = at + LINE_HEIGHT;
            double end = x(label.last().events());
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\" stroke-opacity=\"0.35\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" fill=\"%s\">%s: %s</text>\n",
                    end,
                    label.y(),
                    WIDTH - RIGHT + 12,
                    at,
                    label.hue(),
                    WIDTH - RIGHT + 16,
                    at + 4,
                    label.hue(),
                    label.name(),
                    duration(label.last().milliseconds())));
        }
    }

    private static String duration(double millis) {
        return millis < 1_000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }

    private static double x(double events) {
        return LEFT + share(events, LEAST_EVENTS, MOST_EVENTS) * (WIDTH - RIGHT - LEFT);
    }

    private static double y(double millis) {
        return HEIGHT - BOTTOM - share(millis, LEAST_MILLIS, MOST_MILLIS) * (HEIGHT - BOTTOM - TOP);
    }

    private static double share(double value, double least, double most) {
        return Math.log(value / least) / Math.log(most / least);
    }
}
