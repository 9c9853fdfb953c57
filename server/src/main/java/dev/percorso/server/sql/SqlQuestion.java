package dev.percorso.server.sql;

import java.util.Optional;

/**
 * A question in SQL.
 *
 * @param id chosen by the asker, who may cancel with it while the answer is awaited
 * @param limit most rows of the answer
 */
public record SqlQuestion(String sql, Optional<String> id, Optional<Integer> limit) {
    static final int MOST_ROWS = 10_000;
    private static final int USUAL_ROWS = 1_000;
    private static final int LONGEST = 100_000;
    private static final int LONGEST_ID = 64;

    public SqlQuestion {
        id = id == null ? Optional.empty() : id;
        limit = limit == null ? Optional.empty() : limit;
        check(sql != null && !sql.isBlank(), "'sql' is missing; write a SELECT such as SELECT count(*) FROM events");
        check(sql.length() <= LONGEST, "'sql' has more than %d characters; shorten it".formatted(LONGEST));
        check(id.map(String::length).orElse(1) <= LONGEST_ID, "'id' has more than %d characters".formatted(LONGEST_ID));
        check(
                limit.orElse(1) >= 1 && limit.orElse(1) <= MOST_ROWS,
                "'limit' must be from 1 to %d; export the answer for more".formatted(MOST_ROWS));
    }

    private static void check(boolean isRight, String message) {
        if (!isRight) {
            throw new IllegalArgumentException(message);
        }
    }

    int mostRows() {
        return limit.orElse(USUAL_ROWS);
    }
}
