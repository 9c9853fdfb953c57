package dev.percorso.server.people;

import java.util.Optional;

/**
 * A row of the ledger with whom it is about.
 *
 * @param id grows with time of writing
 * @param person number of the person; absent for the refusal of a browser that is not known
 */
public record LedgerEntry(long id, Optional<String> person, Consent consent) {}
