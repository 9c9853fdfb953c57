package dev.percorso.server.company;

import java.time.Instant;
import java.util.Comparator;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** What the list of companies is ordered by; the largest and the latest first, names from A. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
enum CompanySort {
    NAME(Comparator.comparing(CompanySummary::label, String.CASE_INSENSITIVE_ORDER)),
    PEOPLE(Comparator.comparingLong(CompanySummary::people).reversed()),
    EVENTS(Comparator.comparingLong(CompanySummary::events).reversed()),
    VALUE(Comparator.comparingDouble(CompanySummary::revenue).reversed()),
    LAST_SEEN(
            Comparator.comparing((CompanySummary company) -> company.lastSeen().orElse(Instant.MIN))
                    .reversed());

    private final Comparator<CompanySummary> order;

    CompanySort(Comparator<CompanySummary> order) {
        this.order = order;
    }

    Comparator<CompanySummary> order() {
        return order.thenComparing(CompanySummary::id);
    }
}
