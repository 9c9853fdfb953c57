package dev.percorso.server.orchestrate;

import dev.percorso.flow.EntryDecision;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import java.util.Map;
import java.util.Optional;

/**
 * A call that brings a person into a flow.
 *
 * @param request identity of the call: repeating it changes nothing
 * @param properties plain data, treated like properties of an entry event
 */
record FlowEntrance(
        Optional<String> personId, Optional<String> userId, String request, Map<String, Object> properties) {
    private static final int LONGEST_REQUEST = 200;

    FlowEntrance {
        if (request == null || request.isBlank() || request.length() > LONGEST_REQUEST) {
            throw new IllegalArgumentException(
                    "a call needs a 'request' of at most 200 characters, by which a repetition is recognised");
        }
        properties = properties == null ? Map.of() : properties;
    }

    int personIn(People people, WorkspaceId workspace) {
        Optional<Person> person = userId.flatMap(user -> people.find(workspace, IdentityKind.USER, user))
                .or(() -> personId.filter(number -> number.matches("\\d{1,9}"))
                        .flatMap(number -> people.find(workspace, Integer.parseInt(number))));
        return person.map(Person::id)
                .orElseThrow(() -> ProblemException.invalid(
                        "/userId", "there is no such person; name one by 'userId' or 'personId'"));
    }

    static String words(EntryDecision.Reason reason) {
        return switch (reason) {
            case NO_MATCH ->
                "The person does not enter: the flow is not open to the API, or the person has not agreed to profiling";
            case PAUSED -> "The person does not enter: the flow is paused";
            case KEY_MISSING -> "The person does not enter: the properties lack the flow's key";
            case ALREADY_INSIDE -> "The person does not enter: they are inside already";
            case ONLY_ONCE -> "The person does not enter: everybody enters only once";
            case TOO_SOON -> "The person does not enter: it is too soon after the last time";
        };
    }
}
