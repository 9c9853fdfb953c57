package dev.percorso.server.collect.feeds;

import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.feeds.Feed.About;
import dev.percorso.server.collect.feeds.Feed.Outcome;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.outward.Fetcher;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.outward.PublicAddresses.RefusedAddressException;
import dev.percorso.server.store.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads feeds when they are due; each entry becomes one event, however often it is seen. */
public final class Feeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
    private static final int MOST_BYTES = 4 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final int SHORTEST_INTERVAL = 5;
    private static final int LONGEST_INTERVAL = 7 * 24 * 60;
    private static final int USUAL_INTERVAL = 60;
    private static final int MOST_FEEDS = 100;
    private static final int LONGEST_URL = 2_000;
    private static final int SHOWN = 10;

    private final FeedStore store;
    private final Collector collector;
    private final Ids ids;
    private final InstantSource clock;
    private final Fetcher fetcher;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("feeds").daemon().factory());

    public Feeds(Database database, Collector collector, Ids ids, InstantSource clock, PublicAddresses addresses) {
        this.store = new FeedStore(database);
        this.collector = collector;
        this.ids = ids;
        this.clock = clock;
        this.fetcher = new Fetcher(addresses, MOST_BYTES, LONGEST);
    }

    public void start() {
        ScheduledFuture<?> _ = background.scheduleWithFixedDelay(
                this::fetchWhatIsDue, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
    }

    List<Feed> all(WorkspaceId workspace) {
        return store.all(workspace);
    }

    Feed create(WorkspaceId workspace, String name, String url, About about, Optional<Integer> intervalMinutes) {
        if (!DisplayName.isValid(name)) {
            throw ProblemException.invalid(
                    "/name", "give the feed a name " + DisplayName.RULE + ", e.g. 'Reviews at the fair'");
        }
        int interval = intervalMinutes.orElse(USUAL_INTERVAL);
        if (interval < SHORTEST_INTERVAL || interval > LONGEST_INTERVAL) {
            throw ProblemException.invalid(
                    "/intervalMinutes",
                    "ask again after %d to %,d minutes".formatted(SHORTEST_INTERVAL, LONGEST_INTERVAL));
        }
        if (store.all(workspace).size() >= MOST_FEEDS) {
            throw ProblemException.invalid("/name", "a workspace has at most %d feeds".formatted(MOST_FEEDS));
        }
        address(url);
        Instant now = clock.instant();
        Feed feed = new Feed(
                ids.next(),
                name.strip(),
                url.strip(),
                about,
                interval,
                now,
                now,
                Optional.empty(),
                Outcome.NONE,
                "",
                0);
        store.insert(workspace, feed);
        return feed;
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw ProblemException.notFound("The feed '" + id + "'");
        }
    }

    /** The first entries of a feed that is not read yet. */
    List<FeedItem> preview(String url) {
        try {
            Fetcher.Fetched fetched = fetcher.get(address(url), Map.of());
            return entries(fetched).stream().limit(SHOWN).toList();
        } catch (IOException | RefusedAddressException failure) {
            throw ProblemException.invalid("/url", "the feed cannot be read: " + failure.getMessage());
        }
    }

    /** Asks now, whether it is due or not. */
    Feed fetch(WorkspaceId workspace, String id) {
        FeedStore.Job job =
                store.find(workspace, id).orElseThrow(() -> ProblemException.notFound("The feed '" + id + "'"));
        fetch(job);
        return store.find(workspace, id).orElseThrow().feed();
    }

    private static URI address(String url) {
        try {
            if (url.length() <= LONGEST_URL) {
                return new URI(url.strip());
            }
        } catch (java.net.URISyntaxException malformed) {
            // The same words follow.
        }
        throw ProblemException.invalid("/url", "enter the address of the feed, e.g. https://example.com/feed.xml");
    }

    private void fetchWhatIsDue() {
        try {
            store.due(clock.instant()).forEach(this::fetch);
        } catch (RuntimeException failure) {
            LOG.error("feeds cannot be read now; trying again", failure);
        }
    }

    private void fetch(FeedStore.Job job) {
        Instant now = clock.instant();
        Instant next = now.plus(Duration.ofMinutes(job.feed().intervalMinutes()));
        Map<String, String> conditions = new LinkedHashMap<>();
        if (!job.etag().isEmpty()) {
            conditions.put("If-None-Match", job.etag());
        }
        if (!job.lastModified().isEmpty()) {
            conditions.put("If-Modified-Since", job.lastModified());
        }
        try {
            Fetcher.Fetched fetched = fetcher.get(URI.create(job.feed().url()), conditions);
            if (fetched.status() == 304) {
                store.notRead(job, Outcome.UNCHANGED, "", now, next);
                return;
            }
            List<String> taken = take(job, entries(fetched), now);
            store.read(
                    job,
                    taken,
                    fetched.headers().getOrDefault("etag", ""),
                    fetched.headers().getOrDefault("last-modified", ""),
                    now,
                    next);
        } catch (IOException | RefusedAddressException failure) {
            store.notRead(job, Outcome.FAILED, String.valueOf(failure.getMessage()), now, next);
        } catch (ProblemException problem) {
            store.notRead(job, Outcome.FAILED, problem.detail(), now, next);
        }
    }

    private static List<FeedItem> entries(Fetcher.Fetched fetched) throws IOException {
        if (fetched.status() != 200) {
            throw new IOException("its server answers %d".formatted(fetched.status()));
        }
        return FeedDocument.read(fetched.body(), fetched.headers().getOrDefault("content-type", "application/xml"));
    }

    /** Hands over what is new; gives its hashes. */
    private List<String> take(FeedStore.Job job, List<FeedItem> entries, Instant now) {
        Map<String, FeedItem> byHash = new LinkedHashMap<>();
        entries.forEach(entry -> byHash.putIfAbsent(hash(entry.guid()), entry));
        Set<String> known = byHash.isEmpty() ? Set.of() : store.known(job.feed().id(), byHash.keySet());
        byHash.keySet().removeAll(known);
        List<Event> events = new ArrayList<>();
        byHash.forEach((hash, entry) -> events.add(event(job.feed(), hash, entry, now)));
        if (!events.isEmpty()) {
            collector.accept(job.workspace(), "feed-" + job.feed().id(), events);
        }
        return List.copyOf(byHash.keySet());
    }

    private static String hash(String guid) {
        return UUID.nameUUIDFromBytes(guid.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Who wrote something is a person of the feed's site; who is not named is somebody new each time. */
    private static Event event(Feed feed, String hash, FeedItem entry, Instant now) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("title", entry.title());
        properties.put("text", entry.text());
        properties.put("feed", feed.name());
        properties.put(Event.CHANNEL, feed.about() == About.REVIEW ? "review" : "organicSocial");
        entry.link().ifPresent(link -> properties.put("url", link));
        entry.author().ifPresent(author -> properties.put("author", author));
        String person = entry.author()
                .map(author -> "feed-" + feed.id() + "-" + author)
                .filter(id -> id.length() <= 200)
                .orElse("feed-item-" + hash);
        return new Event(
                "feed-" + feed.id() + "-" + hash,
                Event.Kind.TRACK,
                feed.about().event(),
                Optional.of(person),
                Optional.empty(),
                Optional.empty(),
                entry.publishedAt().orElse(now),
                properties,
                Map.of(),
                "feed-" + feed.id());
    }

    @Override
    public void close() {
        background.shutdownNow();
        try {
            background.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
