package dev.percorso.server.form;

import dev.percorso.server.people.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a submission says besides the address, kept until it is a person's.
 *
 * @param offered topics that could be ticked
 * @param topics those that were
 * @param textVersion of the words that asked for consent
 * @param textHash of those words in that language
 */
record Answers(
        Map<String, String> traits,
        Set<Purpose> purposes,
        List<String> offered,
        List<String> topics,
        String language,
        int textVersion,
        String textHash,
        String network,
        String device) {
    Answers {
        traits = Map.copyOf(traits);
        purposes = Set.copyOf(purposes);
        offered = List.copyOf(offered);
        topics = List.copyOf(topics);
    }
}
