package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A report and its settings, for any period.
 *
 * @param request the request of that report without its scope
 */
public record AskedReport(SavedReport.Kind kind, JsonNode request) {
    public AskedReport {
        requirePresent(kind, "kind");
        require(request != null && request.isObject(), "'request' must be the request of the report");
        require(!request.has("scope"), "'request' is kept without its 'scope'; the reader chooses the period");
    }

    /** The whole request for a period. */
    public JsonNode over(Scope scope) {
        ObjectNode whole = (ObjectNode) request.deepCopy();
        whole.set("scope", Json.MAPPER.valueToTree(scope));
        return whole;
    }

    /**
     * Refuses a request that the report would refuse; any period will do to find out.
     *
     * @param field where the request stands in what was sent
     */
    public void check(String field, Instant now) {
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        try {
            Json.convert(over(Scope.of(today, today)), kind.request());
        } catch (ProblemException wrong) {
            throw ProblemException.invalid(wrong.errors().stream()
                    .map(error -> new ProblemException.FieldError(field + error.field(), error.code(), error.message()))
                    .toList());
        }
    }
}
