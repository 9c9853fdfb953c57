package dev.percorso.server.loyalty;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import java.util.Optional;

/**
 * Whom a call means.
 *
 * @param person user id or e-mail address
 * @param personId the number
 */
record NamedPerson(Optional<String> person, Optional<String> personId) {

    boolean isSaid() {
        return person.isPresent() || personId.isPresent();
    }

    /** @throws ProblemException when nobody is named, or nobody is known by it */
    int in(People people, WorkspaceId workspace) {
        if (!isSaid()) {
            throw ProblemException.invalid(
                    "/person", "say who, in 'person' by user id or e-mail address, or in 'personId'");
        }
        Optional<Person> found = personId.filter(number -> number.matches("\\d{1,9}"))
                .flatMap(number -> people.find(workspace, Integer.parseInt(number)))
                .or(() -> person.flatMap(name -> people.find(workspace, IdentityKind.USER, name.strip())))
                .or(() -> person.filter(name -> name.contains("@"))
                        .flatMap(name -> people.find(workspace, IdentityKind.EMAIL, name.strip())));
        return found.map(Person::id)
                .orElseThrow(() -> ProblemException.invalid(
                        "/person",
                        "nobody is known as '%s'; give a user id or an e-mail address"
                                .formatted(person.or(() -> personId).orElse(""))));
    }
}
