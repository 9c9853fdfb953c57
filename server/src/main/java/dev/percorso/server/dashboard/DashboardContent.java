package dev.percorso.server.dashboard;

import dev.percorso.server.analyze.AskedReport;
import dev.percorso.server.analyze.RelativePeriod;
import dev.percorso.server.analyze.SavedReport;
import dev.percorso.server.event.DisplayName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * A dashboard as it is drawn.
 *
 * @param description empty for none
 * @param tiles in reading order; they flow from left to right and wrap
 */
public record DashboardContent(String name, String description, List<Tile> tiles) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_TILES = 60;

    public DashboardContent {
        check(DisplayName.isValid(name), "a dashboard needs a 'name' " + DisplayName.RULE);
        description = description == null ? "" : description;
        check(
                description.length() <= LONGEST_TEXT,
                "'description' has more than %d characters".formatted(LONGEST_TEXT));
        tiles = tiles == null ? List.of() : List.copyOf(tiles);
        check(tiles.size() <= MOST_TILES, "a dashboard has at most %d tiles; make a second one".formatted(MOST_TILES));
        Set<String> ids = new HashSet<>();
        for (Tile tile : tiles) {
            check(ids.add(tile.id()), "two tiles have the id '%s'; each needs its own".formatted(tile.id()));
        }
    }

    /** How a report is shown. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Show {
        /** One number, with the one before it. */
        FIGURE,
        CHART,
        TABLE
    }

    /**
     * A part of a dashboard: a report, a text, or a goal.
     *
     * @param id unique in the dashboard
     * @param width in twelfths of the page
     * @param height in rows of the grid
     * @param title instead of the report's name
     * @param text notes, for a tile without a report
     * @param goal id of a goal; one that was deleted meanwhile leaves an empty tile
     */
    public record Tile(
            String id,
            int width,
            int height,
            Optional<String> title,
            Optional<TileReport> report,
            Optional<String> text,
            Optional<String> goal) {
        private static final int LEAST_WIDTH = 2;
        private static final int MOST_WIDTH = 12;
        private static final int MOST_HEIGHT = 8;

        public Tile {
            title = title == null ? Optional.empty() : title;
            report = report == null ? Optional.empty() : report;
            text = text == null ? Optional.empty() : text;
            goal = goal == null ? Optional.empty() : goal;
            check(id != null && !id.isBlank() && id.length() <= 64, "a tile's 'id' must have from 1 to 64 characters");
            check(
                    width >= LEAST_WIDTH && width <= MOST_WIDTH,
                    "a tile's 'width' must be from %d to %d, not %d".formatted(LEAST_WIDTH, MOST_WIDTH, width));
            check(
                    height >= 1 && height <= MOST_HEIGHT,
                    "a tile's 'height' must be from 1 to %d, not %d".formatted(MOST_HEIGHT, height));
            check(
                    Stream.of(report, text, goal).filter(Optional::isPresent).count() == 1,
                    "a tile has either a 'report', a 'text' or a 'goal'");
            check(
                    title.map(String::length).orElse(0) <= LONGEST_NAME,
                    "a tile's 'title' has more than %d characters".formatted(LONGEST_NAME));
            check(
                    text.map(String::length).orElse(0) <= LONGEST_TEXT,
                    "a tile's 'text' has more than %d characters".formatted(LONGEST_TEXT));
        }
    }

    /**
     * The report of a tile.
     *
     * @param request without its scope
     * @param figure which number, or which column of a chart; the report's first one without it
     * @param table which of the report's tables; its first one without it
     * @param period instead of the page's
     */
    public record TileReport(
            SavedReport.Kind kind,
            JsonNode request,
            Show show,
            Optional<String> figure,
            Optional<String> table,
            Optional<RelativePeriod> period) {
        public TileReport {
            AskedReport _ = new AskedReport(kind, request);
            show = show == null ? Show.CHART : show;
            figure = figure == null ? Optional.empty() : figure;
            table = table == null ? Optional.empty() : table;
            period = period == null ? Optional.empty() : period;
        }

        public AskedReport asked() {
            return new AskedReport(kind, request);
        }
    }

    private static void check(boolean isRight, String message) {
        if (!isRight) {
            throw new IllegalArgumentException(message);
        }
    }
}
