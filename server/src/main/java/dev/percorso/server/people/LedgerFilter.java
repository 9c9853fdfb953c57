package dev.percorso.server.people;

import java.util.Optional;

/** Which rows of the ledger are wanted; what is absent does not narrow. */
public record LedgerFilter(
        Optional<Integer> person,
        Optional<Purpose> purpose,
        Optional<ConsentOrigin> origin,
        Optional<Boolean> granted,
        Optional<String> receipt) {

    /** Everything about one person. */
    public static LedgerFilter of(int person) {
        return new LedgerFilter(
                Optional.of(person), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
