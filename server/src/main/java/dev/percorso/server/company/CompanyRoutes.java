package dev.percorso.server.company;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.CompanyEdits;
import dev.percorso.server.people.Stories;
import dev.percorso.server.people.TraitChange;
import dev.percorso.server.people.TraitInput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Companies over HTTP. */
public final class CompanyRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/companies";
    private static final String COMPANY = PATH + "/{id}";

    private static final String TRAIT = COMPANY + "/traits/{trait}";
    private static final int LONGEST_TYPE = 200;

    private final Companies companies;
    private final CompanyEdits edits;

    public CompanyRoutes(Companies companies, CompanyEdits edits) {
        this.companies = companies;
        this.edits = edits;
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
                .post(PATH, Access.EDIT, this::create)
                .get(COMPANY, Access.VIEW, this::detail)
                .patch(COMPANY, Access.EDIT, this::setType)
                .delete(COMPANY, Access.EDIT, this::delete)
                .put(TRAIT, Access.EDIT, this::setTrait)
                .delete(TRAIT, Access.EDIT, this::removeTrait)
                .get(
                        COMPANY + "/people",
                        Access.VIEW,
                        request -> Response.ok(companies.members(
                                request.workspace(), request.path("id"), request.offset(), request.limit())))
                .get(
                        COMPANY + "/timeline",
                        Access.VIEW,
                        request -> Response.ok(companies.timeline(
                                request.workspace(),
                                request.path("id"),
                                request.instant("before").orElse(Stories.END),
                                request.limit())));
    }

    /**
     * A company to be.
     *
     * @param traits text, numbers and booleans by name
     */
    record NewCompany(String id, Optional<String> type, Map<String, Object> traits) {
        NewCompany {
            type = type == null ? Optional.empty() : type;
            traits = traits == null ? Map.of() : traits;
        }
    }

    /** @param type what kind of group it is; may be empty */
    record CompanyType(String type) {}

    private Response create(Request request) {
        NewCompany wanted = request.json(NewCompany.class);
        Map<String, Object> traits = new LinkedHashMap<>();
        wanted.traits().forEach((name, value) -> traits.put(TraitInput.name(name), TraitInput.scalar(value)));
        String key = wanted.id() == null ? "" : wanted.id().strip();
        edits.create(request.workspace(), key, type(wanted.type().orElse("")), traits, by(request));
        return Response.created(companies.detail(request.workspace(), key));
    }

    private Response detail(Request request) {
        return Response.ok(companies.detail(request.workspace(), request.path("id")));
    }

    private Response setType(Request request) {
        String type = type(request.json(CompanyType.class).type());
        edits.setType(request.workspace(), request.path("id"), type, by(request));
        return detail(request);
    }

    private static String type(@Nullable String type) {
        if (type == null || type.length() > LONGEST_TYPE) {
            throw ProblemException.invalid("/type", "a type has at most %d characters".formatted(LONGEST_TYPE));
        }
        return type.strip();
    }

    private Response delete(Request request) {
        edits.delete(request.workspace(), request.path("id"), by(request));
        return Response.noContent();
    }

    private Response setTrait(Request request) {
        String trait = TraitInput.name(request.path("trait"));
        Object value = request.json(TraitInput.class).scalar();
        edits.setTrait(request.workspace(), request.path("id"), trait, value, by(request));
        return detail(request);
    }

    private Response removeTrait(Request request) {
        edits.setTrait(request.workspace(), request.path("id"), request.path("trait"), null, by(request));
        return detail(request);
    }

    private static String by(Request request) {
        return TraitChange.OPERATOR + request.caller().name();
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
}
