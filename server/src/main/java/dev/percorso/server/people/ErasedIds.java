package dev.percorso.server.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Knows the ids and addresses of erased persons by keyed hashes, from which nobody can tell them back, so that what is
 * sent again under one is refused.
 */
public final class ErasedIds {
    private static final String ALGORITHM = "HmacSHA256";
    private static final long MOST_REMEMBERED = 200_000;

    private final ErasedIdStore store;
    private final SecretKeySpec key;
    /** What is known to be nobody's that was erased; saves the hashing. */
    private final Cache<String, Boolean> harmless =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private volatile Map<WorkspaceId, Set<String>> refused;

    public ErasedIds(Database database, Ids ids) {
        this.store = new ErasedIdStore(database);
        this.key = new SecretKeySpec(store.secret(ids).getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.refused = store.refused();
    }

    /** Takes up what was erased, lifted or switched since. */
    public void reload() {
        refused = store.refused();
        harmless.invalidateAll();
    }

    /** Whether the event carries an id or an address of somebody who was erased. */
    public boolean refuses(WorkspaceId workspace, Event event) {
        Set<String> hashes = refused.get(workspace);
        return hashes != null
                && (isIn(hashes, workspace, event.userId())
                        || isIn(hashes, workspace, event.anonymousId())
                        || isIn(hashes, workspace, event.previousId())
                        || isIn(hashes, workspace, Traits.email(event.traits())));
    }

    private boolean isIn(Set<String> hashes, WorkspaceId workspace, Optional<String> text) {
        if (text.isEmpty()) {
            return false;
        }
        String known = workspace.value() + ' ' + text.get();
        if (harmless.getIfPresent(known) != null) {
            return false;
        }
        if (hashes.contains(ofId(text.get())) || hashes.contains(ofAddress(text.get()))) {
            return true;
        }
        harmless.put(known, true);
        return false;
    }

    /** The hashes by which ids and addresses of the persons are known from now on. */
    public Set<String> hashes(DataSubject subject) {
        Set<String> hashes = new LinkedHashSet<>();
        subject.ids().forEach(id -> hashes.add(ofId(id)));
        subject.addresses().forEach(address -> hashes.add(ofAddress(address)));
        return hashes;
    }

    private String ofId(String id) {
        return hash("id " + id);
    }

    /** Addresses are the same in any case; ids are not. */
    private String ofAddress(String address) {
        return hash("address " + EmailAddress.compared(address));
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] full = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(full);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
        }
    }
}
