package dev.percorso.server.company;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.time.DateTimeException;
import java.time.Instant;

/** Companies over HTTP. */
public final class CompanyRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/companies";
    private static final String COMPANY = PATH + "/{id}";
    /** Later than anything that happens, and still a time in milliseconds. */
    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

    private final Companies companies;

    public CompanyRoutes(Companies companies) {
        this.companies = companies;
    }

    @Override
    public void register(Router router) {
        router.get(
                        PATH,
                        Access.VIEW,
                        request -> Response.ok(companies.list(
                                request.workspace(),
                                request.query("search").filter(text -> !text.isBlank()),
                                sort(request),
                                request.offset(),
                                request.limit())))
                .get(
                        COMPANY,
                        Access.VIEW,
                        request -> Response.ok(companies.detail(request.workspace(), request.path("id"))))
                .get(
                        COMPANY + "/people",
                        Access.VIEW,
                        request -> Response.ok(companies.members(
                                request.workspace(), request.path("id"), request.offset(), request.limit())))
                .get(
                        COMPANY + "/timeline",
                        Access.VIEW,
                        request -> Response.ok(companies.timeline(
                                request.workspace(), request.path("id"), before(request), request.limit())));
    }

    private static CompanySort sort(Request request) {
        String name = request.query("sort").orElse("lastSeen");
        for (CompanySort sort : CompanySort.values()) {
            if (Json.MAPPER.valueToTree(sort).asString().equals(name)) {
                return sort;
            }
        }
        throw ProblemException.invalid(
                "/sort", "'%s' is no order; choose name, people, events, value or lastSeen".formatted(name));
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
