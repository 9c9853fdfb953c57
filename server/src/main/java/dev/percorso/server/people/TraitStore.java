package dev.percorso.server.people;

import dev.percorso.server.http.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Traits on the person's row, with the label and address that follow from them. */
final class TraitStore {
    private TraitStore() {}

    static Map<String, Object> read(Connection connection, String workspace, int person) {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT traits FROM person WHERE workspace = ? AND id = ?")) {
            query.setString(1, workspace);
            query.setInt(2, person);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Traits.parse(row.getString(1)) : Map.of();
            }
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
    }

    /** The address came from a trait that is gone. */
    static void forgetEmail(Connection connection, String workspace, int person) {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE person SET email = NULL WHERE workspace = ? AND id = ?")) {
            update.setString(1, workspace);
            update.setInt(2, person);
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
    }

    static void write(Connection connection, String workspace, int person, Map<String, Object> traits) {
        Optional<Traits.Label> label = Traits.label(traits);
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE person SET traits = ?, email = coalesce(?, email),
                  label = CASE WHEN ? >= label_rank THEN ? ELSE label END,
                  label_rank = max(label_rank, ?)
                WHERE workspace = ? AND id = ?
                """)) {
            int rank = label.map(Traits.Label::rank).orElse(-1);
            update.setString(1, Json.text(traits));
            update.setString(2, Traits.email(traits).orElse(null));
            update.setInt(3, rank);
            update.setString(4, label.map(Traits.Label::text).orElse(""));
            update.setInt(5, rank);
            update.setString(6, workspace);
            update.setInt(7, person);
            update.executeUpdate();
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
    }
}
