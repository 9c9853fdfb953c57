package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks for the pages.
 *
 * @param search only pages whose path holds this, whatever its case
 * @param ascending smallest first
 * @param limit how many rows, 1 to 1000
 */
public record PagesRequest(
        Scope scope, Optional<String> search, Sort sort, Optional<Boolean> ascending, Optional<Integer> limit) {
    private static final int BY_DEFAULT = 100;
    private static final int MOST = 1_000;

    /** The figure that orders the rows. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Sort {
        PATH,
        VIEWS,
        VISITORS,
        ENTRIES,
        EXITS,
        EXIT_RATE,
        BOUNCE_RATE,
        TIME
    }

    public PagesRequest {
        requirePresent(scope, "scope");
        search = search == null ? Optional.empty() : search.filter(text -> !text.isBlank());
        sort = sort == null ? Sort.VIEWS : sort;
        ascending = ascending == null ? Optional.empty() : ascending;
        limit = limit == null ? Optional.empty() : limit;
        limit.ifPresent(most -> require(most >= 1 && most <= MOST, "'limit' must be from 1 to %d".formatted(MOST)));
    }

    int most() {
        return limit.orElse(BY_DEFAULT);
    }
}
