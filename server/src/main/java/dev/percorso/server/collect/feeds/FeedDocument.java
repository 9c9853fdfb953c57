package dev.percorso.server.collect.feeds;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads RSS, Atom and JSON Feed. XML has no document type here. */
final class FeedDocument {
    private static final int MOST_ITEMS = 500;
    private static final int LONGEST_TEXT = 4_000;

    private FeedDocument() {}

    static List<FeedItem> read(byte[] document, String contentType) throws IOException {
        int first = 0;
        while (first < document.length && document[first] <= ' ' && document[first] >= 0) {
            first++;
        }
        if (first < document.length && document[first] == '{') {
            return json(document);
        }
        try (XmlReader reader = new XmlReader(new ByteArrayInputStream(document), contentType, true)) {
            SyndFeedInput input = new SyndFeedInput();
            input.setAllowDoctypes(false);
            return input.build(reader).getEntries().stream()
                    .limit(MOST_ITEMS)
                    .map(FeedDocument::item)
                    .toList();
        } catch (FeedException | IllegalArgumentException broken) {
            throw new IOException("it is neither RSS nor Atom nor JSON Feed: " + broken.getMessage());
        }
    }

    private static FeedItem item(SyndEntry entry) {
        String text = Stream.concat(Stream.ofNullable(entry.getDescription()), entry.getContents().stream())
                .map(SyndContent::getValue)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse("");
        String title = entry.getTitle() == null ? "" : entry.getTitle();
        Optional<String> link = text(entry.getLink());
        Optional<Instant> time = Stream.of(
                        Optional.ofNullable(entry.getPublishedDate()), Optional.ofNullable(entry.getUpdatedDate()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Date::toInstant);
        return new FeedItem(
                text(entry.getUri()).or(() -> link).orElse(title + text),
                plain(title),
                plain(text),
                link,
                text(entry.getAuthor()),
                time);
    }

    private static List<FeedItem> json(byte[] document) throws IOException {
        JsonNode feed;
        try {
            feed = Json.tree(document);
        } catch (ProblemException broken) {
            throw new IOException("it is not a JSON Feed: " + broken.detail());
        }
        if (!feed.path("items").isArray()) {
            throw new IOException("it is JSON without a list of 'items', so it is not a JSON Feed");
        }
        List<FeedItem> items = new ArrayList<>();
        for (JsonNode entry : feed.path("items")) {
            String text = text(entry, "content_text")
                    .or(() -> text(entry, "content_html"))
                    .or(() -> text(entry, "summary"))
                    .orElse("");
            Optional<String> link = text(entry, "url");
            items.add(new FeedItem(
                    text(entry, "id").or(() -> link).orElse(text),
                    plain(text(entry, "title").orElse("")),
                    plain(text),
                    link,
                    text(entry.path("authors").path(0), "name").or(() -> text(entry.path("author"), "name")),
                    text(entry, "date_published").flatMap(FeedDocument::instant)));
            if (items.size() == MOST_ITEMS) {
                break;
            }
        }
        return items;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node, String name) {
        return node.path(name).isValueNode() && !node.path(name).isNull()
                ? text(node.path(name).asString())
                : Optional.empty();
    }

    private static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Words without the marks of HTML. */
    private static String plain(String html) {
        String words = html.replaceAll("(?s)<[^>]{0,2000}>", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return words.substring(0, Math.min(words.length(), LONGEST_TEXT));
    }
}
