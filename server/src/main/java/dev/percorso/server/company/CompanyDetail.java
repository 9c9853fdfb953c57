package dev.percorso.server.company;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.people.TraitChange;
import java.util.List;
import java.util.Map;

/**
 * Everything about one company but its people and its story.
 *
 * @param history of its traits, newest first
 * @param stages how many of its people are in each stage, those in none left out
 */
public record CompanyDetail(
        @JsonUnwrapped CompanySummary summary,
        Map<String, Object> traits,
        List<TraitChange> history,
        long sessions,
        List<StageShare> stages) {
    /** @param stage id of the stage */
    public record StageShare(String stage, long people) {}
}
