package dev.percorso.server.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Optional;

/**
 * A comment on a map or a flow, or on one of its parts.
 *
 * @param document id of the map or flow
 * @param card id of the card or step; empty for the whole
 * @param thread id of the comment that it answers; empty for the first one of a thread
 * @param authorId id of the user; empty for a guest or an API key
 * @param guest whether it came by a review link, from somebody who is not signed in
 * @param resolvedAt of a thread's first comment
 */
public record Comment(
        @JsonIgnore String document,
        String id,
        Optional<String> card,
        Optional<String> thread,
        String text,
        String author,
        @JsonIgnore String authorId,
        boolean guest,
        Instant createdAt,
        Optional<Instant> resolvedAt,
        Optional<String> resolvedBy) {
    private static final int LONGEST = 4_000;
    private static final int LONGEST_NAME = 60;

    /** Who writes it. */
    record Author(String name, Optional<String> user) {
        boolean wrote(Comment comment) {
            return user.filter(comment.authorId()::equals).isPresent();
        }
    }

    /**
     * A comment as somebody sees it.
     *
     * @param mine whether they wrote it themselves
     */
    record Seen(@JsonUnwrapped Comment comment, boolean mine) {}

    /** What somebody writes. */
    public record Draft(Optional<String> card, Optional<String> thread, String text) {
        public Draft {
            card = card == null ? Optional.empty() : card.filter(id -> !id.isBlank());
            thread = thread == null ? Optional.empty() : thread.filter(id -> !id.isBlank());
            text = text == null ? "" : text.strip();
            check(!text.isEmpty(), "a comment has a 'text'");
            check(text.length() <= LONGEST, "a comment has at most %d characters".formatted(LONGEST));
        }
    }

    /** What a guest writes, with the name to be shown. */
    public record GuestDraft(Optional<String> card, Optional<String> thread, String text, String name) {
        public GuestDraft {
            name = name == null ? "" : name.strip();
            check(
                    !name.isEmpty() && name.length() <= LONGEST_NAME,
                    "tell your name, in up to %d characters".formatted(LONGEST_NAME));
        }

        Draft draft() {
            return new Draft(card, thread, text);
        }
    }

    private static void check(boolean isRight, String message) {
        if (!isRight) {
            throw new IllegalArgumentException(message);
        }
    }
}
