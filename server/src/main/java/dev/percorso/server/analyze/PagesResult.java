package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.List;
import java.util.Optional;

/**
 * The pages.
 *
 * @param pages how many pages fit the search, shown or not
 * @param views of all of them
 */
public record PagesResult(int pages, long views, List<Row> rows) implements Tabular {

    /**
     * One page.
     *
     * @param viewsBefore views in the comparison's period
     * @param entries sessions whose first page it is
     * @param exits sessions whose last page it is
     * @param exitRate exits of views
     * @param bounceRate of the sessions that entered here, those with one page view and no conversion
     * @param averageSeconds mean time on the page; absent where no time is known
     */
    public record Row(
            String path,
            long views,
            Optional<Long> viewsBefore,
            long visitors,
            long entries,
            long exits,
            Rate exitRate,
            Rate bounceRate,
            Optional<Double> averageSeconds) {}

    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling table = ReportTable.named("pages")
                .columns(Format.TEXT, "page")
                .columns(Format.NUMBER, "pageViews", "visitors", "entries")
                .columns(Format.SHARE, "bounceRate")
                .columns(Format.NUMBER, "exits")
                .columns(Format.SHARE, "exitRate")
                .columns(Format.DECIMAL, "timeSeconds");
        rows.forEach(row -> table.row(
                row.path(),
                row.views(),
                row.visitors(),
                row.entries(),
                row.bounceRate().value(),
                row.exits(),
                row.exitRate().value(),
                row.averageSeconds()));
        return List.of(table.done());
    }
}
