package dev.percorso.server.company;

import java.time.Instant;
import java.util.Comparator;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** What the list of companies is ordered by; the largest and the latest first, names from A. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
enum CompanySort {
    NAME,
    PEOPLE,
    EVENTS,
    VALUE,
    LAST_SEEN;

    Comparator<CompanySummary> order() {
        Comparator<CompanySummary> order = switch (this) {
            case NAME -> Comparator.comparing(CompanySummary::label, String.CASE_INSENSITIVE_ORDER);
            case PEOPLE -> Comparator.comparingLong(CompanySummary::people).reversed();
            case EVENTS -> Comparator.comparingLong(CompanySummary::events).reversed();
            case VALUE -> Comparator.comparingDouble(CompanySummary::revenue).reversed();
            case LAST_SEEN -> Comparator.comparing(CompanySort::lastSeen).reversed();
        };
        return order.thenComparing(CompanySummary::id);
    }

    private static Instant lastSeen(CompanySummary company) {
        return company.lastSeen().orElse(Instant.MIN);
    }
}
