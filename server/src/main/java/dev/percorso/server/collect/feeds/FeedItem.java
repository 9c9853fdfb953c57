package dev.percorso.server.collect.feeds;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry of a feed.
 *
 * @param guid tells it from all others of the feed
 */
public record FeedItem(
        String guid,
        String title,
        String text,
        Optional<String> link,
        Optional<String> author,
        Optional<Instant> publishedAt) {}
