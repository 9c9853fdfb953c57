package dev.percorso.server.analyze;

import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What channels and campaigns cost. */
public final class Spend {
    private static final int DECIMALS = 4;

    private final SpendStore store;
    private final Ids ids;

    public Spend(Database database, Ids ids) {
        this.store = new SpendStore(database);
        this.ids = ids;
    }

    List<SpendLine> all(WorkspaceId workspace) {
        return store.all(workspace);
    }

    /** Adds lines, each in the place of one with the same property, label and days. */
    void put(WorkspaceId workspace, List<SpendLine.Content> lines) {
        store.put(
                workspace,
                lines.stream().map(line -> new SpendLine(ids.next(), line)).toList());
    }

    SpendLine update(WorkspaceId workspace, SpendLine line) {
        if (!store.update(workspace, line)) {
            throw ProblemException.notFound("The line of spend");
        }
        return line;
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw ProblemException.notFound("The line of spend");
        }
    }

    /** Spend by label in the days from one to another, both included. A line that reaches beyond counts by its days. */
    Map<String, BigDecimal> of(WorkspaceId workspace, String property, LocalDate from, LocalDate to) {
        Map<String, BigDecimal> byLabel = new HashMap<>();
        for (SpendLine line : store.between(workspace, property, from, to)) {
            SpendLine.Content content = line.content();
            LocalDate first = content.from().isBefore(from) ? from : content.from();
            LocalDate last = content.to().isAfter(to) ? to : content.to();
            BigDecimal days = BigDecimal.valueOf(ChronoUnit.DAYS.between(first, last) + 1);
            BigDecimal part = content.amount()
                    .multiply(days)
                    .divide(BigDecimal.valueOf(content.days()), DECIMALS, RoundingMode.HALF_EVEN);
            byLabel.merge(content.label(), part, BigDecimal::add);
        }
        return byLabel;
    }
}
