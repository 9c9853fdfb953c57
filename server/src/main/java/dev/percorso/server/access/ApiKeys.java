package dev.percorso.server.access;

import dev.percorso.server.event.DisplayName;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Keys with which programs call the API of one workspace. */
public final class ApiKeys {
    private static final Duration TOUCH_EVERY = Duration.ofMinutes(5);

    private final ApiKeyStore store;
    private final InstantSource clock;
    private final Ids ids;

    public ApiKeys(Database database, InstantSource clock, Ids ids) {
        this.store = new ApiKeyStore(database);
        this.clock = clock;
        this.ids = ids;
    }

    /** A new key, told once. */
    public record Created(String id, String name, String hint, Instant createdAt, String key) {}

    public List<ApiKey> all(WorkspaceId workspace) {
        return store.all(workspace);
    }

    public Created create(WorkspaceId workspace, String name) {
        if (!DisplayName.isValid(name)) {
            throw ProblemException.invalid(
                    "/name", "give the key a name " + DisplayName.RULE + " that tells what uses it");
        }
        String secret = "pk_" + ids.secret();
        ApiKey key = new ApiKey(
                ids.next(), name.strip(), Secrets.hint(secret), clock.instant(), Optional.empty(), Optional.empty());
        store.insert(workspace, key, Secrets.hashToken(secret));
        return new Created(key.id(), key.name(), key.hint(), key.createdAt(), secret);
    }

    public void revoke(WorkspaceId workspace, String id) {
        if (!store.revoke(workspace, id, clock.instant())) {
            throw ProblemException.notFound("The API key '" + id + "'");
        }
    }

    Optional<ApiKeyStore.LiveKey> find(String secret) {
        Optional<ApiKeyStore.LiveKey> key = store.find(Secrets.hashToken(secret));
        Instant now = clock.instant();
        key.filter(live -> live.lastUsedAt()
                        .map(used -> used.plus(TOUCH_EVERY).isBefore(now))
                        .orElse(true))
                .ifPresent(live -> store.touch(live.id(), now));
        return key;
    }
}
