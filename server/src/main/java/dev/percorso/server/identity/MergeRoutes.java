package dev.percorso.server.identity;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.People;
import java.util.List;
import java.util.Map;

/** Merges over HTTP. */
public final class MergeRoutes implements Routes {
    private static final String PERSON = "/api/workspaces/{workspace}/people/{id}";

    private final Merges merges;
    private final People people;

    public MergeRoutes(Merges merges, People people) {
        this.merges = merges;
        this.people = people;
    }

    /** @param other number of the person that is merged into the one of the path */
    record NewMerge(String other) {}

    record Alike(String id, String label) {}

    @Override
    public void register(Router router) {
        router.get(
                        PERSON + "/merges",
                        Access.VIEW,
                        request -> Response.ok(merges.history(request.workspace(), person(request.path("id")))))
                .post(PERSON + "/merges", Access.EDIT, request -> {
                    NewMerge wanted = request.json(NewMerge.class);
                    return Response.created(merges.merge(
                            request.workspace(),
                            person(request.path("id")),
                            person(wanted.other()),
                            request.caller().name()));
                })
                .delete(PERSON + "/merges/{merge}", Access.EDIT, request -> {
                    merges.undo(
                            request.workspace(),
                            person(request.path("merge")),
                            request.caller().name());
                    return Response.accepted(merges.history(request.workspace(), person(request.path("id"))));
                })
                .get(PERSON + "/alike", Access.VIEW, request -> Response.ok(alike(request)));
    }

    private List<Alike> alike(Request request) {
        List<Integer> persons = merges.alike(request.workspace(), person(request.path("id")));
        Map<Integer, String> labels = people.labels(request.workspace(), persons);
        return persons.stream()
                .map(person -> new Alike(Integer.toString(person), labels.getOrDefault(person, "")))
                .toList();
    }

    private static int person(String id) {
        try {
            return Integer.parseInt(id);
        } catch (NumberFormatException notANumber) {
            throw ProblemException.notFound("'" + id + "'");
        }
    }
}
