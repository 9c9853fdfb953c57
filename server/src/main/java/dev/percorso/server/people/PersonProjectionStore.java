package dev.percorso.server.people;

import com.github.benmanes.caffeine.cache.Cache;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Applies the events of one workspace to its people inside one transaction of the projector. What is new is held back
 * and written in batches by {@link #finish}, or before a merge, which works on rows.
 *
 * <p>Plain JDBC, because this runs for every event.
 */
public final class PersonProjectionStore implements IdentityBook {
    /** A person that this transaction creates or identifies. */
    private static final class Draft {
        final boolean isNew;
        final long createdAt;
        boolean identified;
        Traits.Label label = new Traits.Label("", Traits.Label.ANONYMOUS);

        Draft(boolean isNew, long createdAt) {
            this.isNew = isNew;
            this.createdAt = createdAt;
        }
    }

    /** @param sent whether the sender says it with an event, rather than the person by a choice */
    private record Statement(int person, Consent consent, boolean sent) {}

    private final Connection connection;
    private final String workspace;
    private final Cache<String, Integer> cache;
    private final Identification identification = new Identification(this);
    private final Map<String, Integer> pendingIdentities = new LinkedHashMap<>();
    private final Map<Integer, Draft> drafts = new LinkedHashMap<>();
    private final Map<Integer, List<TraitChangeStore.Placed>> pendingTraits = new LinkedHashMap<>();
    private final List<Statement> statements = new ArrayList<>();
    private final List<PersonChanges.Merge> merges = new ArrayList<>();
    private final Map<Integer, Map<String, @Nullable Object>> changedTraits = new HashMap<>();
    private final CompanyProjection companies;
    private final PreparedStatement findIdentity;
    private int persons;
    private @Nullable Event current;
    private Instant arrival = Instant.EPOCH;
    private long sequence;

    /**
     * @param persons highest person number so far
     */
    public PersonProjectionStore(Handle handle, WorkspaceId workspace, PersonCache cache, int persons)
            throws SQLException {
        this.connection = handle.getConnection();
        this.workspace = workspace.value();
        this.companies = new CompanyProjection(handle, workspace);
        this.cache = cache.identities(workspace);
        this.persons = persons;
        this.findIdentity = connection.prepareStatement("""
                SELECT person FROM person_identity WHERE workspace = ? AND kind = ? AND value = ?
                """);
    }

    /** Highest person number, those of this transaction included. */
    public int persons() {
        return persons;
    }

    /**
     * Applies one event and gives its person, {@link IdentityBook#NOBODY} when it speaks of a company alone.
     *
     * @param place the event's sequence
     */
    public int apply(Event next, Instant arrivedAt, long place) {
        current = next;
        arrival = arrivedAt;
        sequence = place;
        int person = identification.personOf(next);
        companies.apply(next, arrivedAt, place);
        if (person != NOBODY && !next.traits().isEmpty()) {
            noteTraits(person, next);
        }
        return person;
    }

    private Event current() {
        return Objects.requireNonNull(current, "an event is applied first");
    }

    private void noteTraits(int person, Event event) {
        List<TraitChangeStore.Placed> pending = pendingTraits.computeIfAbsent(person, ignored -> new ArrayList<>());
        said(person, CompanyTraits.ofPerson(event.traits()), pending).forEach((name, value) -> {
            if (!ConsentTraits.isOnlyConsent(name)) {
                TraitChange change = new TraitChange(name, Optional.ofNullable(value), event.source(), arrival);
                pending.add(new TraitChangeStore.Placed(person, change, sequence));
            }
        });
        ConsentProof proof = ConsentTraits.proof(event.traits());
        ConsentTraits.statements(event.traits())
                .forEach((purpose, granted) -> state(person, event, purpose, granted, proof, false));
        ConsentTraits.sent(event.traits())
                .forEach((purpose, granted) -> state(person, event, purpose, granted, proof, true));
    }

    /** What the event says, with operations worked out against what is known of the person so far. */
    private Map<String, ? extends @Nullable Object> said(
            int person, Map<String, Object> traits, List<TraitChangeStore.Placed> pending) {
        if (!TraitOperation.isIn(traits)) {
            return traits;
        }
        Map<String, Object> known = new LinkedHashMap<>(TraitStore.read(connection, workspace, person));
        TraitChangeStore.effective(known, pending);
        return TraitOperation.resolve(traits, known);
    }

    private void state(int person, Event event, Purpose purpose, boolean granted, ConsentProof proof, boolean sent) {
        Instant at = event.time().isBefore(arrival) ? event.time() : arrival;
        statements.add(new Statement(person, new Consent(purpose, granted, at, event.source(), proof), sent));
    }

    @Override
    public int find(IdentityKind kind, String value) {
        String key = kind.code() + value;
        Integer known = pendingIdentities.get(key);
        if (known == null) {
            known = cache.getIfPresent(key);
        }
        if (known != null) {
            return known;
        }
        int stored = read(kind, value);
        if (stored != NOBODY) {
            cache.put(key, stored);
        }
        return stored;
    }

    private int read(IdentityKind kind, String value) {
        try {
            findIdentity.setString(1, workspace);
            findIdentity.setString(2, kind.code());
            findIdentity.setString(3, value);
            try (ResultSet row = findIdentity.executeQuery()) {
                return row.next() ? row.getInt(1) : NOBODY;
            }
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
    }

    @Override
    public boolean isIdentified(int person) {
        Draft draft = drafts.get(person);
        if (draft != null && (draft.isNew || draft.identified)) {
            return draft.identified;
        }
        try (PreparedStatement query =
                connection.prepareStatement("SELECT identified FROM person WHERE workspace = ? AND id = ?")) {
            query.setString(1, workspace);
            query.setInt(2, person);
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
    }

    @Override
    public int create() {
        persons++;
        drafts.put(persons, new Draft(true, current().time().toEpochMilli()));
        return persons;
    }

    @Override
    public void attach(int person, IdentityKind kind, String value) {
        String key = kind.code() + value;
        pendingIdentities.put(key, person);
        cache.put(key, person);
        Draft draft = drafts.get(person);
        if (draft == null && kind == IdentityKind.USER) {
            draft = new Draft(false, 0);
            drafts.put(person, draft);
        }
        if (draft != null) {
            draft.identified |= kind == IdentityKind.USER;
            Traits.Label label = Traits.labelOf(kind, value);
            if (draft.label.text().isEmpty() || label.rank() > draft.label.rank()) {
                draft.label = label;
            }
        }
    }

    @Override
    public void merge(int from, int into, MergeReason reason) {
        try {
            flush();
            PersonMergeStore.Merged merged = PersonMergeStore.merge(
                    connection,
                    workspace,
                    new PersonMergeStore.Merging(from, into, reason, current().messageId(), arrival, sequence, ""));
            merged.identities().forEach(identity -> cache.put(identity, into));
            changedTraits.remove(from);
            if (!merged.traits().isEmpty()) {
                changed(into).putAll(merged.traits());
            }
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
        merges.add(new PersonChanges.Merge(from, into));
    }

    /** Writes what is held back and tells what changed. */
    public PersonChanges finish() throws SQLException {
        flush();
        companies.flush();
        companies.spread(changedTraits);
        findIdentity.close();
        return new PersonChanges(List.copyOf(merges), Map.copyOf(changedTraits));
    }

    private void flush() throws SQLException {
        writeDrafts();
        writeIdentities();
        writeTraits();
        writeConsents();
    }

    private void writeDrafts() throws SQLException {
        if (drafts.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO person (workspace, id, identified, label, label_rank, created_at)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """);
                PreparedStatement identify = connection.prepareStatement("""
                        UPDATE person SET identified = 1,
                          label = CASE WHEN ? > label_rank THEN ? ELSE label END,
                          label_rank = max(label_rank, ?)
                        WHERE workspace = ? AND id = ?
                        """)) {
            for (Map.Entry<Integer, Draft> entry : drafts.entrySet()) {
                Draft draft = entry.getValue();
                if (draft.isNew) {
                    insert.setString(1, workspace);
                    insert.setInt(2, entry.getKey());
                    insert.setBoolean(3, draft.identified);
                    insert.setString(4, draft.label.text());
                    insert.setInt(5, draft.label.rank());
                    insert.setLong(6, draft.createdAt);
                    insert.addBatch();
                } else {
                    identify.setInt(1, draft.label.rank());
                    identify.setString(2, draft.label.text());
                    identify.setInt(3, draft.label.rank());
                    identify.setString(4, workspace);
                    identify.setInt(5, entry.getKey());
                    identify.addBatch();
                }
            }
            insert.executeBatch();
            identify.executeBatch();
        }
        drafts.clear();
    }

    private void writeIdentities() throws SQLException {
        if (pendingIdentities.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO person_identity (workspace, kind, value, person) VALUES (?, ?, ?, ?)
                """)) {
            for (Map.Entry<String, Integer> identity : pendingIdentities.entrySet()) {
                insert.setString(1, workspace);
                insert.setString(2, identity.getKey().substring(0, 1));
                insert.setString(3, identity.getKey().substring(1));
                insert.setInt(4, identity.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        pendingIdentities.clear();
    }

    private void writeTraits() throws SQLException {
        List<TraitChangeStore.Placed> history = new ArrayList<>();
        for (Map.Entry<Integer, List<TraitChangeStore.Placed>> entry : pendingTraits.entrySet()) {
            Map<String, Object> stored = storedTraits(entry.getKey());
            Map<String, Object> traits = new LinkedHashMap<>(stored);
            List<TraitChangeStore.Placed> effective = TraitChangeStore.effective(traits, entry.getValue());
            if (!effective.isEmpty()) {
                TraitStore.write(connection, workspace, entry.getKey(), traits);
                companies.noteMove(entry.getKey(), stored, traits);
                if (isWithdrawn(effective, "email") && Traits.email(traits).isEmpty()) {
                    TraitStore.forgetEmail(connection, workspace, entry.getKey());
                }
                Map<String, @Nullable Object> changed = changed(entry.getKey());
                effective.stream()
                        .map(placed -> placed.change().trait())
                        .filter(trait -> !traits.containsKey(trait))
                        .forEach(trait -> changed.put(trait, null));
                changed.putAll(traits);
                history.addAll(effective);
            }
        }
        TraitChangeStore.add(connection, workspace, history);
        pendingTraits.clear();
    }

    private static boolean isWithdrawn(List<TraitChangeStore.Placed> changes, String trait) {
        return changes.stream()
                .map(TraitChangeStore.Placed::change)
                .anyMatch(
                        change -> change.trait().equals(trait) && change.value().isEmpty());
    }

    private Map<String, @Nullable Object> changed(int person) {
        return changedTraits.computeIfAbsent(person, ignored -> new LinkedHashMap<>());
    }

    private Map<String, Object> storedTraits(int person) throws SQLException {
        return TraitStore.read(connection, workspace, person);
    }

    private void writeConsents() {
        for (Statement statement : statements) {
            if (statement.sent()) {
                ConsentStore.recordSent(connection, workspace, statement.person(), statement.consent(), arrival);
            } else {
                ConsentStore.record(connection, workspace, statement.person(), statement.consent(), arrival);
            }
        }
        statements.clear();
    }
}
