package dev.percorso.server.share;

import dev.percorso.server.analyze.RelativePeriod;
import dev.percorso.server.analyze.SavedReport;
import dev.percorso.server.dashboard.DashboardContent.Show;
import dev.percorso.server.dashboard.DashboardContent.Tile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a link shows, without the figures, which each tile is asked for.
 *
 * @param workspace its name
 * @param segment name of the only people who are counted
 */
public record SharedPage(
        ShareContent.Kind kind,
        String name,
        String description,
        String workspace,
        ZoneId timeZone,
        String currency,
        boolean simulated,
        LocalDate from,
        LocalDate to,
        Optional<String> segment,
        Instant expiresAt,
        List<SharedTile> tiles) {

    /** A part of the page: a report or a text. */
    public record SharedTile(
            String id,
            int width,
            int height,
            Optional<String> title,
            Optional<String> text,
            Optional<SharedReport> report) {
        static SharedTile of(Tile tile) {
            return new SharedTile(
                    tile.id(),
                    tile.width(),
                    tile.height(),
                    tile.title(),
                    tile.text(),
                    tile.report()
                            .map(report -> new SharedReport(
                                    report.kind(), report.show(), report.figure(), report.table(), report.period())));
        }
    }

    /** How a report is shown; what it was asked stays inside. */
    public record SharedReport(
            SavedReport.Kind kind,
            Show show,
            Optional<String> figure,
            Optional<String> table,
            Optional<RelativePeriod> period) {}
}
