package dev.percorso.server.people;

import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** People in the state database. */
public final class PeopleStore implements People {
    private static final int MOST_LABELS = 10_000;

    private final Database database;
    private final InstantSource clock;
    private final PersonListener listener;

    /** @param listener is told of traits set here, after they are on disk */
    public PeopleStore(Database database, InstantSource clock, PersonListener listener) {
        this.database = database;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public Optional<Person> find(WorkspaceId workspace, int person) {
        return database.read(handle -> row(handle, workspace, canonical(handle, workspace, person)));
    }

    @Override
    public Optional<Person> find(WorkspaceId workspace, IdentityKind kind, String value) {
        return database.read(handle -> (kind == IdentityKind.EMAIL
                        ? handle.createQuery("""
                                SELECT id FROM person WHERE workspace = :workspace AND email = :value
                                  AND merged_into IS NULL ORDER BY id LIMIT 1
                                """)
                        : handle.createQuery("""
                                SELECT person FROM person_identity
                                WHERE workspace = :workspace AND kind = :kind AND value = :value
                                """).bind("kind", kind.code()))
                .bind("workspace", workspace.value())
                .bind("value", kind == IdentityKind.EMAIL ? EmailAddress.compared(value) : value)
                .mapTo(Integer.class)
                .findOne()
                .flatMap(person -> row(handle, workspace, person)));
    }

    private static Optional<Person> row(Handle handle, WorkspaceId workspace, int person) {
        return handle.createQuery("""
                        SELECT id, identified, label, email, traits, created_at FROM person
                        WHERE workspace = :workspace AND id = :person
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .map((row, context) -> person(row))
                .findOne()
                .map(found -> withCompany(handle, workspace, found));
    }

    /** With the traits of the company it belongs to, as conditions know them. */
    private static Person withCompany(Handle handle, WorkspaceId workspace, Person person) {
        return CompanyTraits.key(person.traits())
                .flatMap(key -> CompanyStore.find(handle, workspace, key))
                .map(company -> {
                    Map<String, Object> traits = new LinkedHashMap<>(person.traits());
                    traits.putAll(CompanyTraits.ofMembers(company.type(), company.traits()));
                    return new Person(
                            person.id(),
                            person.identified(),
                            person.label(),
                            person.email(),
                            traits,
                            person.createdAt());
                })
                .orElse(person);
    }

    static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getInt("id"),
                row.getBoolean("identified"),
                row.getString("label"),
                Optional.ofNullable(row.getString("email")),
                Traits.parse(row.getString("traits")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    @Override
    public int canonical(WorkspaceId workspace, int person) {
        return database.read(handle -> canonical(handle, workspace, person));
    }

    static int canonical(Handle handle, WorkspaceId workspace, int person) {
        return handle.createQuery("""
                        SELECT merged_into FROM person
                        WHERE workspace = :workspace AND id = :person AND merged_into IS NOT NULL
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .mapTo(Integer.class)
                .findOne()
                .orElse(person);
    }

    @Override
    public Map<String, Object> traits(WorkspaceId workspace, int person) {
        return find(workspace, person).map(Person::traits).orElse(Map.of());
    }

    @Override
    public String label(WorkspaceId workspace, int person) {
        return labels(workspace, List.of(person)).getOrDefault(person, Integer.toString(person));
    }

    @Override
    public Map<Integer, String> labels(WorkspaceId workspace, Collection<Integer> persons) {
        if (persons.isEmpty()) {
            return Map.of();
        }
        List<Integer> asked = persons.stream().distinct().limit(MOST_LABELS).toList();
        return database.read(handle -> {
            Map<Integer, String> labels = new HashMap<>();
            handle.createQuery("""
                            SELECT p.id AS id, coalesce(into_person.label, p.label) AS label FROM person p
                            LEFT JOIN person into_person
                              ON into_person.workspace = p.workspace AND into_person.id = p.merged_into
                            WHERE p.workspace = :workspace AND p.id IN (<persons>)
                            """)
                    .bind("workspace", workspace.value())
                    .bindList("persons", asked)
                    .map((row, context) -> labels.put(row.getInt("id"), row.getString("label")))
                    .list();
            return labels;
        });
    }

    @Override
    public Optional<String> email(WorkspaceId workspace, int person) {
        return find(workspace, person).flatMap(Person::email);
    }

    @Override
    public List<Identity> identities(WorkspaceId workspace, int person) {
        return database.read(handle -> {
            int remaining = canonical(handle, workspace, person);
            List<Identity> identities = new ArrayList<>(handle.createQuery("""
                            SELECT kind, value FROM person_identity
                            WHERE workspace = :workspace AND person = :person ORDER BY kind DESC, value
                            """)
                    .bind("workspace", workspace.value())
                    .bind("person", remaining)
                    .map((row, context) -> new Identity(IdentityKind.of(row.getString("kind")), row.getString("value")))
                    .list());
            row(handle, workspace, remaining)
                    .flatMap(Person::email)
                    .ifPresent(address -> identities.add(new Identity(IdentityKind.EMAIL, address)));
            return identities;
        });
    }

    @Override
    public Map<Purpose, Consent> consents(WorkspaceId workspace, int person) {
        return database.read(handle ->
                ConsentStore.latest(handle.getConnection(), workspace.value(), canonical(handle, workspace, person)));
    }

    @Override
    public boolean allows(WorkspaceId workspace, int person, Purpose purpose) {
        Consent latest = consents(workspace, person).get(purpose);
        return latest == null ? purpose == Purpose.TECHNICAL || purpose == Purpose.ANALYTICS : latest.granted();
    }

    @Override
    public void setTrait(WorkspaceId workspace, int person, String name, Object value, String source) {
        change(workspace, person, new TraitChange(name, Optional.of(value), source, clock.instant()))
                .ifPresent(changes -> listener.changed(workspace, changes));
    }

    @Override
    public void removeTrait(WorkspaceId workspace, int person, String name, String source) {
        change(workspace, person, new TraitChange(name, Optional.empty(), source, clock.instant()))
                .ifPresent(changes -> listener.changed(workspace, changes));
    }

    /** What changed; empty when it is as it was. */
    private Optional<PersonChanges> change(WorkspaceId workspace, int person, TraitChange change) {
        return database.write(handle -> {
            int remaining = canonical(handle, workspace, person);
            Map<String, Object> stored = TraitStore.read(handle.getConnection(), workspace.value(), remaining);
            Map<String, Object> traits = new LinkedHashMap<>(stored);
            long sequence = TraitChangeStore.position(handle, workspace);
            List<TraitChangeStore.Placed> effective = TraitChangeStore.effective(
                    traits, List.of(new TraitChangeStore.Placed(remaining, change, sequence)));
            if (effective.isEmpty()) {
                return Optional.empty();
            }
            TraitStore.write(handle.getConnection(), workspace.value(), remaining, traits);
            if (change.value().isEmpty() && Traits.email(traits).isEmpty()) {
                TraitStore.forgetEmail(handle.getConnection(), workspace.value(), remaining);
            }
            TraitChangeStore.add(handle.getConnection(), workspace.value(), effective);
            Map<String, @Nullable Object> told = new LinkedHashMap<>();
            told.put(change.trait(), change.value().orElse(null));
            if (change.trait().equals(CompanyTraits.ID)) {
                told.putAll(moved(handle, workspace, stored, traits, change));
            }
            return Optional.of(new PersonChanges(List.of(), Map.of(remaining, told)));
        });
    }

    /** What a person who now belongs to another company gains and loses with it. */
    private static Map<String, @Nullable Object> moved(
            Handle handle,
            WorkspaceId workspace,
            Map<String, Object> before,
            Map<String, Object> after,
            TraitChange change) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        CompanyTraits.key(before)
                .flatMap(key -> CompanyStore.find(handle, workspace, key))
                .ifPresent(company -> CompanyTraits.ofMembers(company.type(), company.traits())
                        .keySet()
                        .forEach(name -> told.put(name, null)));
        CompanyTraits.key(after).ifPresent(key -> {
            CompanyStore.ensure(handle, workspace, key, change.source(), change.at());
            CompanyStore.find(handle, workspace, key)
                    .ifPresent(company -> told.putAll(CompanyTraits.ofMembers(company.type(), company.traits())));
        });
        return told;
    }

    @Override
    public List<TraitChange> traitHistory(WorkspaceId workspace, int person) {
        return database.read(
                handle -> TraitChangeStore.history(handle, workspace, canonical(handle, workspace, person)));
    }

    @Override
    public void recordConsent(
            WorkspaceId workspace, int person, Purpose purpose, boolean granted, String source, ConsentProof proof) {
        Consent consent = new Consent(purpose, granted, clock.instant(), source, proof);
        database.run(handle -> ConsentStore.record(
                handle.getConnection(),
                workspace.value(),
                canonical(handle, workspace, person),
                consent,
                consent.at()));
    }

    @Override
    public BitSet allowing(WorkspaceId workspace, Purpose purpose) {
        return database.read(handle -> ConsentStore.allowing(handle, workspace, purpose));
    }

    @Override
    public BitSet allowing(WorkspaceId workspace, Purpose purpose, Collection<Integer> persons) {
        boolean unsaid = purpose == Purpose.TECHNICAL || purpose == Purpose.ANALYTICS;
        return database.read(handle -> ConsentStore.allowing(handle, workspace, purpose, persons, unsaid));
    }

    @Override
    public long count(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT (SELECT count(*) FROM person WHERE workspace = :workspace)
                          - (SELECT count(*) FROM person WHERE workspace = :workspace AND merged_into IS NOT NULL)
                        """)
                .bind("workspace", workspace.value())
                .mapTo(Long.class)
                .one());
    }
}
