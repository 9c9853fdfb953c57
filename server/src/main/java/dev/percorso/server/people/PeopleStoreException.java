package dev.percorso.server.people;

import java.sql.SQLException;

/** The state database failed under an identity rule, which knows nothing of databases. Ends the transaction. */
final class PeopleStoreException extends RuntimeException {
    PeopleStoreException(SQLException cause) {
        super(cause);
    }
}
