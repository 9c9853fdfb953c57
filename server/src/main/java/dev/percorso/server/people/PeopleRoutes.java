package dev.percorso.server.people;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.time.DateTimeException;
import java.time.Instant;

/** People over HTTP. */
public final class PeopleRoutes implements Routes {
    /** Later than anything that happens, and still a time in milliseconds. */
    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

    private final Stories stories;

    public PeopleRoutes(Stories stories) {
        this.stories = stories;
    }

    @Override
    public void register(Router router) {
        router.get(
                        "/api/workspaces/{workspace}/people",
                        Access.VIEW,
                        request -> Response.ok(stories.list(
                                request.workspace(),
                                request.query("search"),
                                request.query("segment"),
                                request.offset(),
                                request.limit())))
                .get(
                        "/api/workspaces/{workspace}/people/{id}",
                        Access.VIEW,
                        request -> Response.ok(stories.detail(request.workspace(), person(request))))
                .get(
                        "/api/workspaces/{workspace}/people/{id}/timeline",
                        Access.VIEW,
                        request -> Response.ok(stories.timeline(
                                request.workspace(), person(request), before(request), request.limit())));
    }

    private static int person(Request request) {
        String id = request.path("id");
        try {
            return Integer.parseInt(id);
        } catch (NumberFormatException notANumber) {
            throw ProblemException.notFound("The person '" + id + "'");
        }
    }

    private static Instant before(Request request) {
        return request.query("before")
                .map(text -> {
                    try {
                        return Instant.parse(text);
                    } catch (DateTimeException bad) {
                        throw ProblemException.invalid(
                                "/before", "'before' must be an instant such as 2026-03-01T10:00:00.000Z");
                    }
                })
                .orElse(END);
    }
}
