package dev.percorso.server.list;

import java.util.Optional;

/** What a list is called and for. */
record ListContent(String name, Optional<String> description) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 2_000;

    ListContent {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a list needs a 'name' of at most 200 characters");
        }
        description = description == null ? Optional.empty() : description;
        if (description.filter(text -> text.length() > LONGEST_TEXT).isPresent()) {
            throw new IllegalArgumentException("the 'description' of a list has at most 2,000 characters");
        }
    }
}
