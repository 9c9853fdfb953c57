package dev.percorso.server.share;

import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.review.Comment;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What a review link shows: the map as it stands now and what is said about it, without figures.
 *
 * @param workspace its name
 */
record SharedMap(
        String workspace,
        JourneyMapContent content,
        List<SharedGoal> goals,
        List<Comment> comments,
        Instant expiresAt) {
    /** What is to be reached until when with the map. */
    record SharedGoal(String name, String description, LocalDate until) {}
}
