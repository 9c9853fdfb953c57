package dev.percorso.server.people;

import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What a capability keeps about persons. Each capability that has tables with persons registers one in the composition
 * root, so that access exports are complete and erasures reach everything; a test finds tables that nobody registered.
 */
public interface PersonalData {
    /** The tables it answers for. */
    Set<String> tables();

    /** Everything it keeps about the person, as named parts of the export. */
    Map<String, Object> export(Handle handle, DataSubject subject);

    /**
     * Forgets the persons for good, in the caller's transaction. It may be called again for the same persons, and for
     * very many at once.
     */
    void erase(Handle handle, DataSubject subject);
}
