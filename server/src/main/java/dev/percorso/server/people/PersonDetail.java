package dev.percorso.server.people;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;

/**
 * Everything about one person.
 *
 * @param segments names
 * @param mergedFrom numbers of persons that became this one
 */
public record PersonDetail(
        @JsonUnwrapped PersonSummary summary,
        List<Identity> identities,
        Map<String, Object> traits,
        List<Consent> consent,
        List<String> segments,
        long sessions,
        List<String> mergedFrom) {}
