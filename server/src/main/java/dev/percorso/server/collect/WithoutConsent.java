package dev.percorso.server.collect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events without consent to analytics: how many there were, and of nobody in particular. */
public final class WithoutConsent {
    private static final Duration REPEATED_WITHIN = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 100_000;

    private record Message(WorkspaceId workspace, String id) {}

    private final WithoutConsentStore store;
    private final Workspaces workspaces;
    private final Cache<Message, Boolean> counted = Caffeine.newBuilder()
            .expireAfterWrite(REPEATED_WITHIN)
            .maximumSize(MOST_REMEMBERED)
            .build();

    public WithoutConsent(Database database, Workspaces workspaces) {
        this.store = new WithoutConsentStore(database);
        this.workspaces = workspaces;
    }

    /** Counts sightings; on disk when this returns. What a sender repeats within some minutes is counted once. */
    void add(WorkspaceId workspace, String source, List<Sighting> sightings) {
        ZoneId zone = workspaces.find(workspace).map(known -> known.timeZone()).orElse(ZoneOffset.UTC);
        Map<WithoutConsentStore.Place, Long> counts = new HashMap<>();
        Map<Message, Boolean> messages = new HashMap<>();
        for (Sighting seen : sightings) {
            Message message = new Message(workspace, seen.messageId());
            if (counted.getIfPresent(message) == null && messages.put(message, true) == null) {
                WithoutConsentStore.Place place = new WithoutConsentStore.Place(
                        LocalDate.ofInstant(seen.time(), zone),
                        source,
                        seen.event(),
                        seen.path(),
                        seen.channel(),
                        seen.device());
                counts.merge(place, 1L, Long::sum);
            }
        }
        if (!counts.isEmpty()) {
            store.add(workspace, counts);
            counted.putAll(messages);
        }
    }

    /**
     * Counts of some days.
     *
     * @param perDay by ISO date, the busiest first, as the others
     */
    public record Counts(
            List<CountWithoutConsent> perDay,
            List<CountWithoutConsent> paths,
            List<CountWithoutConsent> channels,
            List<CountWithoutConsent> devices) {}

    /** @param to the first day that is not meant any more */
    public Counts counts(WorkspaceId workspace, LocalDate from, LocalDate to) {
        return new Counts(
                store.counts(workspace, from, to, WithoutConsentStore.Aspect.DAY),
                store.counts(workspace, from, to, WithoutConsentStore.Aspect.PATH),
                store.counts(workspace, from, to, WithoutConsentStore.Aspect.CHANNEL),
                store.counts(workspace, from, to, WithoutConsentStore.Aspect.DEVICE));
    }
}
