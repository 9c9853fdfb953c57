package dev.percorso.server.people;

import java.time.Instant;
import java.util.Map;

/**
 * A company, or another group of people.
 *
 * @param key the sender's id of it, unique in the workspace
 * @param type what kind of group it is, as the sender calls it; may be empty
 * @param traits text, numbers and booleans by name
 * @param createdAt when it was first spoken of
 */
public record Company(String key, String type, Map<String, Object> traits, Instant createdAt) {
    public Company {
        traits = Map.copyOf(traits);
    }

    /** Its name, else its id. */
    public String label() {
        return traits.get("name") instanceof String name && !name.isBlank() ? name.strip() : key;
    }
}
