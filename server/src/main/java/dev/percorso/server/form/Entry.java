package dev.percorso.server.form;

import dev.percorso.server.people.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What somebody wrote into a form.
 *
 * @param traits by the field's trait, as written
 * @param purposes what was agreed to
 * @param topics what was ticked
 * @param trap what stands in the field that nobody sees; people leave it empty
 * @param issued the mark that came with the form
 */
record Entry(
        String email,
        Map<String, String> traits,
        Set<Purpose> purposes,
        List<String> topics,
        String trap,
        String issued) {
    Entry {
        email = email == null ? "" : email;
        traits = traits == null ? Map.of() : Map.copyOf(traits);
        purposes = purposes == null ? Set.of() : Set.copyOf(purposes);
        topics = topics == null ? List.of() : List.copyOf(topics);
        trap = trap == null ? "" : trap;
        issued = issued == null ? "" : issued;
    }
}
