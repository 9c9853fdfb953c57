package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the ledger of consent as a whole, and keeps refusals of browsers that are not known. */
public final class ConsentLedger {
    private static final int MOST_VALUES = 500;

    private final Database database;

    public ConsentLedger(Database database) {
        this.database = database;
    }

    /** The newest rows before an id. */
    public List<LedgerEntry> before(WorkspaceId workspace, LedgerFilter filter, long before, int limit) {
        return database.read(handle -> ConsentStore.ledger(handle, workspace, filter, before, limit));
    }

    /** How many statements of each kind there were, by day of the zone; a day may come in several parts. */
    public List<ConsentTally> tallies(WorkspaceId workspace, Instant from, Instant to, ZoneId zone) {
        return database.read(handle -> ConsentStore.tallies(handle, workspace, from, to, zone));
    }

    /** Whether anybody ever refused the purpose. */
    public boolean anyRefusal(WorkspaceId workspace, Purpose purpose) {
        return database.read(handle -> ConsentStore.anyRefusal(handle, workspace, purpose));
    }

    /** What the persons of those identities that are known say about the purpose. */
    public List<StatedConsent> stated(WorkspaceId workspace, Purpose purpose, Collection<Identity> identities) {
        Map<IdentityKind, List<String>> values = identities.stream()
                .collect(Collectors.groupingBy(
                        Identity::kind, Collectors.mapping(Identity::value, Collectors.toList())));
        return database.read(handle -> {
            List<StatedConsent> stated = new ArrayList<>();
            values.forEach((kind, all) -> {
                for (int from = 0; from < all.size(); from += MOST_VALUES) {
                    List<String> some = all.subList(from, Math.min(all.size(), from + MOST_VALUES));
                    stated.addAll(ConsentStore.stated(handle, workspace, purpose, kind, some));
                }
            });
            return stated;
        });
    }

    /** Keeps refusals of somebody unknown. Repeating them, by the receipt, changes nothing. */
    public void refuseAsNobody(WorkspaceId workspace, List<Consent> refusals) {
        database.run(handle -> refusals.forEach(refusal ->
                ConsentStore.insert(handle.getConnection(), workspace.value(), ConsentStore.NOBODY, refusal)));
    }
}
