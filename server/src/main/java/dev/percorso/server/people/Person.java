package dev.percorso.server.people;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A human, known by one or more identities.
 *
 * @param id dense positive number inside the workspace
 * @param identified whether a user id is known
 * @param label name, e-mail or a short id
 * @param traits text, numbers and booleans by name
 * @param createdAt when the first event of the person happened
 */
public record Person(
        int id,
        boolean identified,
        String label,
        Optional<String> email,
        Map<String, Object> traits,
        Instant createdAt) {
    public Person {
        traits = Map.copyOf(traits);
    }
}
