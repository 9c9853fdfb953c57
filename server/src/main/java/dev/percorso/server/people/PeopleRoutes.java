package dev.percorso.server.people;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** People over HTTP. */
public final class PeopleRoutes implements Routes {
    private static final int PORTION = 2_000;

    private final Stories stories;
    private final People people;

    public PeopleRoutes(Stories stories, People people) {
        this.stories = stories;
        this.people = people;
    }

    @Override
    public void register(Router router) {
        router.get(
                        "/api/workspaces/{workspace}/people",
                        Access.VIEW,
                        request -> Response.ok(stories.list(request.workspace(), query(request, request.limit()))))
                .get("/api/workspaces/{workspace}/people.csv", Access.EDIT, this::csv)
                .get(
                        "/api/workspaces/{workspace}/people/{id}",
                        Access.VIEW,
                        request -> Response.ok(stories.detail(request.workspace(), People.number(request.path("id")))))
                .get(
                        "/api/workspaces/{workspace}/people/{id}/traits",
                        Access.VIEW,
                        request -> Response.ok(
                                people.traitHistory(request.workspace(), People.number(request.path("id")))))
                .put("/api/workspaces/{workspace}/people/{id}/traits/{trait}", Access.EDIT, this::setTrait)
                .delete("/api/workspaces/{workspace}/people/{id}/traits/{trait}", Access.EDIT, this::removeTrait)
                .get(
                        "/api/workspaces/{workspace}/people/{id}/timeline",
                        Access.VIEW,
                        request -> Response.ok(stories.timeline(
                                request.workspace(),
                                People.number(request.path("id")),
                                request.instant("before").orElse(Stories.END),
                                request.limit())));
    }

    private static ListQuery query(Request request, int limit) {
        return new ListQuery(
                request.query("search"),
                request.query("segment"),
                request.query("stage"),
                request.queries("trait").stream().map(ListQuery.TraitIs::of).toList(),
                request.query("usable").filter("true"::equals).isPresent(),
                sort(request),
                request.query("order").filter("ascending"::equals).isPresent(),
                request.query("after").map(ListQuery.Place::of),
                request.offset(),
                limit,
                request.queries("column"));
    }

    private static PeopleSort sort(Request request) {
        String name = request.query("sort").orElse("lastSeen");
        for (PeopleSort sort : PeopleSort.values()) {
            if (Json.MAPPER.valueToTree(sort).asString().equals(name)) {
                return sort;
            }
        }
        throw ProblemException.invalid(
                "/sort", "'%s' is no order; choose lastSeen, firstSeen, events or value".formatted(name));
    }

    /** The whole list, part after part. */
    private Response csv(Request request) throws IOException {
        Path file = Files.createTempFile("percorso-people-", ".csv");
        try (PeopleFile target = new PeopleFile(file, request.queries("column"))) {
            ListQuery query = query(request, PORTION);
            PeoplePage page = stories.list(request.workspace(), query);
            target.add(page.people());
            while (page.next().isPresent()) {
                page = stories.list(
                        request.workspace(),
                        query.from(ListQuery.Place.of(page.next().get())));
                target.add(page.people());
            }
        } catch (RuntimeException | IOException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
        return Response.download("people.csv", "text/csv; charset=utf-8", file);
    }

    private Response setTrait(Request request) {
        String trait = TraitInput.name(request.path("trait"));
        Object value = request.json(TraitInput.class).scalar();
        if (trait.equals(CompanyTraits.ID) && RefusedIds.isRefused(value.toString())) {
            throw ProblemException.invalid("/value", RefusedIds.rule(value.toString()));
        }
        people.setTrait(
                request.workspace(),
                stories.find(request.workspace(), People.number(request.path("id")))
                        .id(),
                trait,
                value,
                TraitChange.OPERATOR + request.caller().name());
        return Response.ok(stories.detail(request.workspace(), People.number(request.path("id"))));
    }

    private Response removeTrait(Request request) {
        people.removeTrait(
                request.workspace(),
                stories.find(request.workspace(), People.number(request.path("id")))
                        .id(),
                request.path("trait"),
                TraitChange.OPERATOR + request.caller().name());
        return Response.ok(stories.detail(request.workspace(), People.number(request.path("id"))));
    }
}
