package dev.percorso.server.people;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The ledger of consent: statements are added, never changed. */
final class ConsentStore {
    private ConsentStore() {}

    /** Adds the statement unless the latest one says the same. */
    static void record(Connection connection, String workspace, int person, Consent consent) {
        Consent latest = latest(connection, workspace, person).get(consent.purpose());
        if (latest != null && latest.granted() == consent.granted()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO consent_entry (workspace, person, purpose, granted, source, at) VALUES (?, ?, ?, ?, ?, ?)
                """)) {
            insert.setString(1, workspace);
            insert.setInt(2, person);
            insert.setString(3, consent.purpose().name());
            insert.setBoolean(4, consent.granted());
            insert.setString(5, consent.source());
            insert.setLong(6, consent.at().toEpochMilli());
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
    }

    static Map<Purpose, Consent> latest(Connection connection, String workspace, int person) {
        Map<Purpose, Consent> latest = new EnumMap<>(Purpose.class);
        try (PreparedStatement query = connection.prepareStatement("""
                SELECT purpose, granted, at, source FROM consent_entry
                WHERE workspace = ? AND person = ? ORDER BY at, id
                """)) {
            query.setString(1, workspace);
            query.setInt(2, person);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    Purpose purpose = Purpose.valueOf(row.getString(1));
                    latest.put(
                            purpose,
                            new Consent(
                                    purpose,
                                    row.getBoolean(2),
                                    Instant.ofEpochMilli(row.getLong(3)),
                                    row.getString(4)));
                }
            }
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
        return latest;
    }
}
