package dev.percorso.server.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.event.WorkspaceId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who has which id, for the ids in use: saves the projector the database. Only the projector changes identities, so
 * what is cached is right until a transaction fails; then {@link #forget} it all.
 */
public final class PersonCache {
    private static final long MOST_IDENTITIES = 400_000;

    private final Map<WorkspaceId, Cache<String, Integer>> identities = new ConcurrentHashMap<>();

    Cache<String, Integer> identities(WorkspaceId workspace) {
        return identities.computeIfAbsent(
                workspace,
                ignored -> Caffeine.newBuilder().maximumSize(MOST_IDENTITIES).build());
    }

    /** After a transaction that failed: nothing it did is true. */
    public void forget() {
        identities.clear();
    }
}
