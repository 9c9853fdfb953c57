package dev.percorso.server.store;

import dev.percorso.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Tells DuckDB's errors in our words where they mean something else here, and in its own otherwise. */
final class SqlFaults {
    private static final String START = "{\"exception_type\"";

    private SqlFaults() {}

    static SqlFault notOneSelect() {
        return new SqlFault(
                SqlFault.Kind.NOT_ONE_SELECT,
                "Exactly one SELECT is answered here; the data cannot be changed, and settings, COPY, ATTACH, INSTALL and"
                        + " the like are not available",
                Optional.empty());
    }

    static SqlFault cancelled() {
        return new SqlFault(SqlFault.Kind.CANCELLED, "The question was cancelled", Optional.empty());
    }

    private static SqlFault outOfReach(Optional<Integer> position) {
        return new SqlFault(
                SqlFault.Kind.OUT_OF_REACH,
                "SQL reads the views events, people and traits of this workspace; other files, addresses, databases,"
                        + " extensions and settings are out of its reach",
                position);
    }

    static SqlFault ofParser(JsonNode parsed, String sql) {
        if (parsed.path("error_type").asString("").equals("not implemented")) {
            return notOneSelect();
        }
        return new SqlFault(
                SqlFault.Kind.WRONG, parsed.path("error_message").asString("This is not SQL"), position(parsed, sql));
    }

    static SqlFault of(SQLException failure, String sql) {
        String text = String.valueOf(failure.getMessage());
        JsonNode told = told(text);
        String message = told.path("exception_message").asString(text);
        String type = told.path("exception_type").asString("");
        Optional<Integer> position = position(told, sql);
        if (type.equals("Permission")
                || message.contains("the configuration has been locked")
                || message.contains("installing and loading")) {
            return outOfReach(position);
        }
        if (type.equals("INTERRUPT")) {
            return cancelled();
        }
        if (type.equals("Out of Memory")) {
            return new SqlFault(
                    SqlFault.Kind.TOO_BIG,
                    "The question needs more memory than one may use; narrow it with WHERE, or group less finely",
                    Optional.empty());
        }
        return new SqlFault(SqlFault.Kind.WRONG, message, position);
    }

    private static JsonNode told(String message) {
        int start = message.indexOf(START);
        if (start >= 0) {
            try {
                return Json.MAPPER.readTree(message.substring(start));
            } catch (JacksonException notJson) {
                // Its plain text is shown.
            }
        }
        return Json.MAPPER.missingNode();
    }

    /** DuckDB counts bytes of UTF-8. */
    private static Optional<Integer> position(JsonNode told, String sql) {
        String position = told.path("position").asString("");
        if (position.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        int count = Math.clamp(Long.parseLong(position), 0, bytes.length);
        return Optional.of(new String(bytes, 0, count, StandardCharsets.UTF_8).length());
    }
}
