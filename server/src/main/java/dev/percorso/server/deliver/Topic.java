package dev.percorso.server.deliver;

import java.util.Optional;
import java.util.regex.Pattern;

/** Something that people can subscribe to on its own, such as offers or news. */
public record Topic(String id, String name, Optional<String> description) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");
    private static final int LONGEST_NAME = 100;

    public Topic {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "a topic needs an 'id' of small letters, digits and hyphens, at most 50 of them");
        }
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a topic needs a 'name' of at most 100 characters");
        }
    }
}
