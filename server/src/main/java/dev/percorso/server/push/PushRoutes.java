package dev.percorso.server.push;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.People;
import java.util.List;
import java.util.Optional;

/** Push messages for those who set them up. */
public final class PushRoutes implements Routes {
    private static final String PUSH = "/api/workspaces/{workspace}/push";

    private final Pushes pushes;

    public PushRoutes(Pushes pushes) {
        this.pushes = pushes;
    }

    @Override
    public void register(Router router) {
        router.get(PUSH, Access.VIEW, request -> Response.ok(pushes.view(request.workspace())))
                .put(
                        PUSH,
                        Access.EDIT,
                        request -> Response.ok(pushes.save(request.workspace(), request.json(PushWords.class))))
                .post(PUSH + "/test", Access.EDIT, this::test)
                .get("/api/workspaces/{workspace}/people/{person}/push", Access.VIEW, this::browsers);
    }

    /** A message to try with. */
    private record Test(String person, String title, Optional<String> body, Optional<String> url) {}

    private Response test(Request request) {
        Test test = request.json(Test.class);
        List<Pushes.Tested> tested = pushes.test(
                request.workspace(),
                People.number(String.valueOf(test.person())),
                test.title() == null ? "" : test.title().strip(),
                test.body().orElse(""),
                test.url().orElse("").strip());
        return Response.ok(tested.stream()
                .map(one -> new Pushes.Tested(
                        one.browser(), one.taken(), one.reason().map(request.words()::of)))
                .toList());
    }

    private Response browsers(Request request) {
        return Response.ok(pushes.browsers(request.workspace(), People.number(request.path("person"))));
    }
}
