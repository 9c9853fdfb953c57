package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The people of each workspace as every capability sees them. A number of a person who was merged into another answers
 * for the one that remains. Reads see the last committed state; a write is on disk when it returns.
 *
 * <p>Do not call a method of this interface inside a transaction of {@code Database.write}: it would wait for itself.
 */
public interface People {
    /** The person, or the one it was merged into. */
    Optional<Person> find(WorkspaceId workspace, int person);

    Optional<Person> find(WorkspaceId workspace, IdentityKind kind, String value);

    /**
     * {@link #find} of a person who must be there.
     *
     * @throws ProblemException not found
     */
    default Person known(WorkspaceId workspace, int person) {
        return find(workspace, person).orElseThrow(() -> notFound(String.valueOf(person)));
    }

    /**
     * The person whose number stands in a path or a query.
     *
     * @throws ProblemException not found, also of what is no number
     */
    default Person named(WorkspaceId workspace, String person) {
        return known(workspace, number(person));
    }

    /**
     * The number that stands in a path or a query; of nobody, perhaps.
     *
     * @throws ProblemException not found, of what is no number
     */
    static int number(String person) {
        if (!person.matches("\\d{1,9}")) {
            throw notFound(person);
        }
        return Integer.parseInt(person);
    }

    private static ProblemException notFound(String person) {
        return ProblemException.notFound("The person '" + person + "'");
    }

    /** The number of the person that remains after all merges; the number itself when it was not merged. */
    int canonical(WorkspaceId workspace, int person);

    Map<String, Object> traits(WorkspaceId workspace, int person);

    /** Name, else e-mail, else a short id. */
    String label(WorkspaceId workspace, int person);

    /** {@link #label} of many at once, by the numbers asked for. */
    Map<Integer, String> labels(WorkspaceId workspace, Collection<Integer> persons);

    Optional<String> email(WorkspaceId workspace, int person);

    List<Identity> identities(WorkspaceId workspace, int person);

    /** The latest statement for each purpose; a purpose without one is absent. */
    Map<Purpose, Consent> consents(WorkspaceId workspace, int person);

    /**
     * Whether the person allows the purpose. Without a statement, technical use and analytics are allowed (the source
     * that collected the event vouches for them); profiling and marketing are not.
     */
    boolean allows(WorkspaceId workspace, int person, Purpose purpose);

    /**
     * Sets one trait (text, number or boolean); visible in reports at once. Setting the same value again is harmless.
     *
     * @param source {@link TraitChange#FLOW}, or {@link TraitChange#OPERATOR} with a name, for the history
     */
    void setTrait(WorkspaceId workspace, int person, String name, Object value, String source);

    /** Removes one trait, if the person has it. */
    void removeTrait(WorkspaceId workspace, int person, String name, String source);

    /** Every change of the person's traits, newest first. */
    List<TraitChange> traitHistory(WorkspaceId workspace, int person);

    /** Adds to the ledger, unless the latest statement says the same. */
    void recordConsent(
            WorkspaceId workspace, int person, Purpose purpose, boolean granted, String source, ConsentProof proof);

    /** Everybody who has said that the purpose is allowed, and not withdrawn it: whom marketing may count on. */
    BitSet allowing(WorkspaceId workspace, Purpose purpose);

    /** Those of the persons who allow the purpose, as {@link #allows} says; one look for all. */
    BitSet allowing(WorkspaceId workspace, Purpose purpose, Collection<Integer> persons);

    /** Number of people, merged ones counted once. */
    long count(WorkspaceId workspace);
}
