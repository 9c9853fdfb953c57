package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The ledger of consent: statements are added, never changed. What holds now is the latest one of each purpose. */
final class ConsentStore {
    /** Stands for a browser that is not known: the refusal is kept, whose it was is not. */
    static final int NOBODY = 0;

    private static final String COLUMNS = """
            id, person, purpose, granted, at, source, origin, text_version, language, text_hash, network, device,
            receipt, note
            """;

    private ConsentStore() {}

    /**
     * Adds the statement unless the latest one says the same about the same words, without the proof that a form gives.
     *
     * @param now a refusal is not older than a statement that seems to lie after it: the clock was put back in between
     */
    static void record(Connection connection, String workspace, int person, Consent said, Instant now) {
        Consent latest = latest(connection, workspace, person).get(said.purpose());
        Consent consent = latest != null && latest.at().isAfter(now) && !said.granted()
                ? new Consent(said.purpose(), false, latest.at(), said.source(), said.proof())
                : said;
        boolean isNewProof = consent.proof().origin() == ConsentOrigin.FORM
                && latest != null
                && !consent.proof().receipt().equals(latest.proof().receipt());
        boolean isRepeated = latest != null
                && latest.granted() == consent.granted()
                && !isNewProof
                && (consent.proof().textVersion().isEmpty()
                        || consent.proof().textVersion().equals(latest.proof().textVersion()));
        if (!isRepeated) {
            insert(connection, workspace, person, consent);
        }
    }

    /** Adds what a sender says with an event: a refusal always, anything else only when nothing was stated. */
    static void recordSent(Connection connection, String workspace, int person, Consent consent, Instant now) {
        if (!consent.granted() || !latest(connection, workspace, person).containsKey(consent.purpose())) {
            record(connection, workspace, person, consent, now);
        }
    }

    /** Adds a statement; a statement of nobody with the same receipt is there already. */
    static void insert(Connection connection, String workspace, int person, Consent consent) {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO consent_entry (workspace, person, purpose, granted, source, at, origin, text_version,
                  language, text_hash, network, device, receipt, note)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)) {
            ConsentProof proof = consent.proof();
            insert.setString(1, workspace);
            insert.setInt(2, person);
            insert.setString(3, consent.purpose().name());
            insert.setBoolean(4, consent.granted());
            insert.setString(5, consent.source());
            insert.setLong(6, consent.at().toEpochMilli());
            insert.setString(7, proof.origin().name());
            insert.setObject(8, proof.textVersion().orElse(null));
            insert.setString(9, proof.language());
            insert.setString(10, proof.textHash());
            insert.setString(11, proof.network());
            insert.setString(12, proof.device());
            insert.setString(13, proof.receipt());
            insert.setString(14, proof.note());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
    }

    /** The plus signs keep SQLite from walking all of the workspace's entries in order of time for one person's few. */
    static Map<Purpose, Consent> latest(Connection connection, String workspace, int person) {
        Map<Purpose, Consent> latest = new EnumMap<>(Purpose.class);
        try (PreparedStatement query = connection.prepareStatement("SELECT " + COLUMNS + """
                FROM consent_entry WHERE workspace = ? AND person = ? ORDER BY +at, +id
                """)) {
            query.setString(1, workspace);
            query.setInt(2, person);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Consent consent = entry(row).consent();
                    latest.put(consent.purpose(), consent);
                }
            }
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
        return latest;
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        int person = row.getInt("person");
        int version = row.getInt("text_version");
        return new LedgerEntry(
                row.getLong("id"),
                person == NOBODY ? Optional.empty() : Optional.of(Integer.toString(person)),
                new Consent(
                        Purpose.valueOf(row.getString("purpose")),
                        row.getBoolean("granted"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("source"),
                        new ConsentProof(
                                ConsentOrigin.valueOf(row.getString("origin")),
                                version == 0 ? Optional.empty() : Optional.of(version),
                                row.getString("language"),
                                row.getString("text_hash"),
                                row.getString("network"),
                                row.getString("device"),
                                row.getString("receipt"),
                                row.getString("note"))));
    }

    /** The newest rows before an id, as far as the filter goes. */
    static List<LedgerEntry> ledger(Handle handle, WorkspaceId workspace, LedgerFilter filter, long before, int limit) {
        return bound(
                        handle.createQuery("SELECT " + COLUMNS + " FROM consent_entry WHERE " + FILTER + """
                                  AND id < :before ORDER BY id DESC LIMIT :limit
                                """),
                        workspace,
                        filter)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list();
    }

    private static final String FILTER = """
            workspace = :workspace AND (:person IS NULL OR person = :person)
              AND (:purpose IS NULL OR purpose = :purpose) AND (:origin IS NULL OR origin = :origin)
              AND (:granted IS NULL OR granted = :granted) AND (:receipt IS NULL OR receipt = :receipt)
            """;

    private static <S extends SqlStatement<S>> S bound(S statement, WorkspaceId workspace, LedgerFilter filter) {
        return statement
                .bind("workspace", workspace.value())
                .bind("person", filter.person())
                .bind("purpose", filter.purpose().map(Enum::name))
                .bind("origin", filter.origin().map(Enum::name))
                .bind("granted", filter.granted())
                .bind("receipt", filter.receipt());
    }

    /** How many statements of each kind there were, by day of the zone: its offsets are whole quarters of an hour. */
    static List<ConsentTally> tallies(Handle handle, WorkspaceId workspace, Instant from, Instant to, ZoneId zone) {
        return handle.createQuery("""
                        SELECT at / 900000 AS quarter, purpose, origin, granted,
                          coalesce(text_version, 0) AS version, count(*) AS statements
                        FROM consent_entry WHERE workspace = :workspace AND at >= :from AND at < :to
                        GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
                        """)
                .bind("workspace", workspace.value())
                .bind("from", from.toEpochMilli())
                .bind("to", to.toEpochMilli())
                .map((row, context) -> new ConsentTally(
                        LocalDate.ofInstant(Instant.ofEpochMilli(row.getLong("quarter") * 900_000), zone),
                        Purpose.valueOf(row.getString("purpose")),
                        ConsentOrigin.valueOf(row.getString("origin")),
                        row.getBoolean("granted"),
                        row.getInt("version"),
                        row.getLong("statements")))
                .list();
    }

    /**
     * Those of the persons whose latest statement about the purpose is that it is allowed.
     *
     * @param unsaid what holds without a statement
     */
    static BitSet allowing(
            Handle handle, WorkspaceId workspace, Purpose purpose, Collection<Integer> persons, boolean unsaid) {
        BitSet allowing = new BitSet();
        handle.createQuery("""
                        SELECT a.value AS person, coalesce((
                          SELECT c.granted FROM consent_entry c
                          WHERE c.workspace = :workspace AND c.purpose = :purpose
                            AND c.person = coalesce((SELECT p.merged_into FROM person p
                                                     WHERE p.workspace = :workspace AND p.id = a.value), a.value)
                          ORDER BY +c.at DESC, +c.id DESC LIMIT 1), :unsaid) AS granted
                        FROM json_each(:persons) a
                        """)
                .bind("workspace", workspace.value())
                .bind("purpose", purpose.name())
                .bind("persons", persons.toString())
                .bind("unsaid", unsaid)
                .map((row, context) -> {
                    allowing.set(row.getInt(1), row.getBoolean(2));
                    return true;
                })
                .list();
        return allowing;
    }

    /** Everybody whose latest statement about the purpose is that it is allowed. */
    static BitSet allowing(Handle handle, WorkspaceId workspace, Purpose purpose) {
        BitSet allowing = new BitSet();
        handle.createQuery("""
                        SELECT person, granted FROM consent_entry
                        WHERE workspace = :workspace AND purpose = :purpose ORDER BY person, at, id
                        """)
                .bind("workspace", workspace.value())
                .bind("purpose", purpose.name())
                .map((row, context) -> {
                    allowing.set(row.getInt(1), row.getBoolean(2));
                    return true;
                })
                .forEach(ignored -> {});
        allowing.clear(NOBODY);
        return allowing;
    }

    /** Whether anybody ever refused the purpose. */
    static boolean anyRefusal(Handle handle, WorkspaceId workspace, Purpose purpose) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM consent_entry
                          WHERE workspace = :workspace AND purpose = :purpose AND granted = 0 AND person > 0)
                        """)
                .bind("workspace", workspace.value())
                .bind("purpose", purpose.name())
                .mapTo(Boolean.class)
                .one();
    }

    /** What the person behind each identity says about the purpose. */
    static List<StatedConsent> stated(
            Handle handle, WorkspaceId workspace, Purpose purpose, IdentityKind kind, List<String> values) {
        return handle.createQuery("""
                        SELECT i.value, (SELECT granted FROM consent_entry c
                            WHERE c.workspace = i.workspace AND c.person = i.person AND c.purpose = :purpose
                            ORDER BY c.at DESC, c.id DESC LIMIT 1) AS granted
                        FROM person_identity i
                        WHERE i.workspace = :workspace AND i.kind = :kind AND i.value IN (<values>)
                        """)
                .bind("workspace", workspace.value())
                .bind("purpose", purpose.name())
                .bind("kind", kind.code())
                .bindList("values", values)
                .map((row, context) -> new StatedConsent(
                        new Identity(kind, row.getString(1)),
                        row.getObject(2) instanceof Number granted
                                ? Optional.of(granted.intValue() != 0)
                                : Optional.empty()))
                .list();
    }
}
