package dev.percorso.server.people;

import java.io.IOException;

/** Files in which persons stand, beside what the databases and the event files have. */
@FunctionalInterface
public interface PersonalFiles {
    /**
     * Forgets the persons for good; it may be called again for the same ones.
     *
     * @throws IOException when it cannot be done now and is to be tried again
     */
    void forget(DataSubject subject) throws IOException;
}
