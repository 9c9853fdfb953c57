package dev.percorso.server.collect.protocol;

import dev.percorso.server.collect.DeadLetterFilter;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refused events: read, put right, tried again, deleted. */
public final class DeadLetterRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/dead-letters";

    /**
     * @param repairs what to change in each payload first
     * @param rehearsal only to tell what would happen
     */
    private record Retry(DeadLetterFilter filter, Optional<List<Repair>> repairs, Optional<Boolean> rehearsal) {}

    private record Corrected(String payload) {}

    private record Deletion(DeadLetterFilter filter) {}

    private final DeadLetters letters;

    public DeadLetterRoutes(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public void register(Router router) {
        router.get(
                        PATH,
                        Access.VIEW,
                        request ->
                                Response.ok(letters
                                        .before(request.workspace(), filter(request), request.before(), request.limit())
                                        .stream()
                                        .map(letter -> letter.in(request.words()))
                                        .toList()))
                .get(
                        PATH + "/groups",
                        Access.VIEW,
                        request -> Response.ok(letters.groups(request.workspace(), filter(request)).stream()
                                .map(group -> group.in(request.words()))
                                .toList()))
                .post(PATH + "/retry", Access.EDIT, request -> {
                    Retry wanted = request.json(Retry.class);
                    return Response.ok(letters.retry(
                                    request.workspace(),
                                    wanted.filter(),
                                    wanted.repairs().orElse(List.of()),
                                    wanted.rehearsal().orElse(false))
                            .in(request.words()));
                })
                .post(PATH + "/delete", Access.EDIT, request -> {
                    Deletion wanted = request.json(Deletion.class);
                    return Response.ok(Map.of("deleted", letters.delete(request.workspace(), wanted.filter())));
                })
                .post(
                        PATH + "/{sequence}/retry",
                        Access.EDIT,
                        request -> Response.ok(letters.retry(
                                        request.workspace(),
                                        sequence(request),
                                        request.json(Corrected.class).payload())
                                .in(request.words())));
    }

    private static DeadLetterFilter filter(Request request) {
        return new DeadLetterFilter(
                Optional.empty(), request.query("source"), request.query("code"), request.query("text"));
    }

    private static long sequence(Request request) {
        try {
            return Long.parseLong(request.path("sequence"));
        } catch (NumberFormatException notANumber) {
            throw ProblemException.notFound("The dead letter '" + request.path("sequence") + "'");
        }
    }
}
