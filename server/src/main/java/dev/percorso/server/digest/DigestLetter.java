package dev.percorso.server.digest;

import dev.percorso.server.access.Workspace;
import dev.percorso.server.analyze.AskedReport;
import dev.percorso.server.analyze.ReportSummary;
import dev.percorso.server.analyze.ReportTable.Format;
import dev.percorso.server.analyze.ReportText;
import dev.percorso.server.analyze.ReportWords;
import dev.percorso.server.analyze.Reports;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.dashboard.DashboardContent;
import dev.percorso.server.dashboard.DashboardContent.Show;
import dev.percorso.server.dashboard.DashboardContent.Tile;
import dev.percorso.server.dashboard.DashboardContent.TileReport;
import dev.percorso.server.deliver.Notice;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.goal.Goals;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the e-mail of a report or a dashboard: its figures, its goals and the beginnings of its tables. */
final class DigestLetter {
    private static final int MOST_ROWS = 15;
    private static final int MOST_COLUMNS = 8;

    private final Reports reports;
    private final Goals goals;
    private final WorkspaceId workspace;
    private final DigestContent content;
    private final Scope scope;
    private final Optional<String> only;
    private final boolean italian;
    private final ReportWords words;
    private final ReportText text;

    /**
     * @param sent local day of sending
     * @param only name of the segment that is looked at
     */
    DigestLetter(
            Reports reports,
            Goals goals,
            WorkspaceId id,
            Workspace workspace,
            DigestContent content,
            LocalDate sent,
            Optional<String> only) {
        this.reports = reports;
        this.goals = goals;
        this.workspace = id;
        this.content = content;
        this.scope = content.scope(sent);
        this.only = only;
        this.italian = content.language() == ReportWords.Language.IT;
        this.words = ReportWords.in(content.language());
        this.text = new ReportText(content.language(), workspace.currency());
    }

    private Notice.Content letter(List<Notice.Section> sections, String workspaceName, String address) {
        return new Notice.Content(
                italian ? "it" : "en",
                content.name(),
                List.of("%s, %s%s"
                        .formatted(
                                workspaceName,
                                text.days(scope.from(), scope.to()),
                                only.map(name -> (italian ? ", solo " : ", only ") + name)
                                        .orElse(""))),
                sections,
                Optional.of(new Notice.Link(italian ? "Apri in Percorso" : "Open in Percorso", address)),
                italian
                        ? "Questo messaggio è programmato in Percorso: chi amministra i report può cambiarlo o fermarlo."
                        : "This message is scheduled in Percorso: whoever looks after the reports there can change or stop it.");
    }

    Notice.Content of(AskedReport report, String workspaceName, String address) {
        ReportSummary summary = summary(report, scope);
        List<Notice.Section> sections = new ArrayList<>();
        figures(italian ? "In breve" : "In short", named(summary)).ifPresent(sections::add);
        summary.tables().stream().map(table -> section(table.name(), table)).forEach(sections::add);
        return letter(sections, workspaceName, address);
    }

    Notice.Content of(DashboardContent dashboard, String workspaceName, String address) {
        List<NamedFigure> figures = new ArrayList<>();
        List<Notice.Section> parts = new ArrayList<>();
        for (Tile tile : dashboard.tiles()) {
            tile.text().ifPresent(note -> parts.add(words(tile.title().orElse(italian ? "Note" : "Notes"), note)));
            tile.goal().ifPresent(goal -> parts.add(goal(tile, goal)));
            tile.report().ifPresent(report -> {
                ReportSummary summary = summary(report.asked(), scopeOf(report));
                if (report.show() == Show.FIGURE) {
                    chosen(summary, report)
                            .ifPresent(figure ->
                                    figures.add(new NamedFigure(tile.title().orElse(figure.name()), figure)));
                } else {
                    table(summary, report)
                            .ifPresent(table -> parts.add(section(tile.title().orElse(table.name()), table)));
                }
            });
        }
        List<Notice.Section> sections = new ArrayList<>();
        figures(italian ? "In breve" : "In short", figures).ifPresent(sections::add);
        sections.addAll(parts);
        return letter(sections, workspaceName, address);
    }

    /** A goal stands as it does today, whatever days the letter tells of. */
    private Notice.Section goal(Tile tile, String id) {
        Goals.Told goal = goals.told(workspace, id, content.language());
        String name = goal.name().isEmpty() ? italian ? "Obiettivo" : "Goal" : goal.name();
        return words(tile.title().orElse(name), goal.words());
    }

    private static Notice.Section words(String title, String text) {
        return new Notice.Section(title, text, List.of(), List.of(), "");
    }

    private record NamedFigure(String name, ReportSummary.Named figure) {}

    private ReportSummary summary(AskedReport report, Scope days) {
        return reports.summary(workspace, report.kind(), report.over(days), words, MOST_ROWS);
    }

    /** A tile with a period of its own keeps it, up to the last day of the letter. */
    private Scope scopeOf(TileReport report) {
        return report.period()
                .map(period -> new Scope(
                        period.from(scope.to()),
                        scope.to(),
                        scope.compare(),
                        scope.segment(),
                        scope.where(),
                        scope.unit()))
                .orElse(scope);
    }

    private static List<NamedFigure> named(ReportSummary summary) {
        return summary.figures().stream()
                .map(figure -> new NamedFigure(figure.name(), figure))
                .toList();
    }

    private static Optional<ReportSummary.Named> chosen(ReportSummary summary, TileReport report) {
        return summary.figures().stream()
                .filter(figure -> report.figure().map(figure.key()::equals).orElse(true))
                .findFirst();
    }

    private static Optional<ReportSummary.Table> table(ReportSummary summary, TileReport report) {
        return summary.tables().stream()
                .filter(table -> report.table().map(table.key()::equals).orElse(true))
                .findFirst();
    }

    private Optional<Notice.Section> figures(String title, List<NamedFigure> figures) {
        if (figures.isEmpty()) {
            return Optional.empty();
        }
        List<Notice.Header> headers = List.of(
                new Notice.Header("", false),
                new Notice.Header(italian ? "Ora" : "Now", true),
                new Notice.Header(italian ? "Prima" : "Before", true),
                new Notice.Header(italian ? "Variazione" : "Change", true));
        List<List<String>> rows = figures.stream()
                .map(one -> List.of(
                        one.name(),
                        text.number(one.figure().value(), one.figure().format()),
                        one.figure()
                                .before()
                                .map(before -> text.number(before, one.figure().format()))
                                .orElse("–"),
                        one.figure()
                                .before()
                                .filter(before -> before != 0)
                                .map(before -> text.change(one.figure().value() / before - 1))
                                .orElse("–")))
                .toList();
        return Optional.of(new Notice.Section(title, "", headers, rows, ""));
    }

    private Notice.Section section(String title, ReportSummary.Table table) {
        int columns = Math.min(MOST_COLUMNS, table.columns().size());
        List<Notice.Header> headers = table.columns().stream()
                .limit(columns)
                .map(column -> new Notice.Header(
                        column.name(), column.format() != Format.TEXT && column.format() != Format.DAY))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (List<Optional<Object>> values : table.rows()) {
            List<String> row = new ArrayList<>(columns);
            for (int column = 0; column < columns; column++) {
                row.add(text.of(values.get(column), table.columns().get(column).format()));
            }
            rows.add(row);
        }
        String none = italian ? "Nulla in questi giorni." : "Nothing in these days.";
        String more = italian
                ? "Le prime %d di %d righe.".formatted(rows.size(), table.total())
                : "The first %d of %d rows.".formatted(rows.size(), table.total());
        return new Notice.Section(
                title, rows.isEmpty() ? none : "", headers, rows, table.total() > rows.size() ? more : "");
    }
}
