package dev.percorso.server.audience;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.Locale;

/** Lists for advertising over HTTP. A request that changes nothing, but is told to the audit like one that does. */
public final class AudienceRoutes implements Routes {
    private final Audiences audiences;

    public AudienceRoutes(Audiences audiences) {
        this.audiences = audiences;
    }

    /** What is asked for. */
    private record Wanted(Destination destination) {}

    @Override
    public void register(Router router) {
        router.post("/api/workspaces/{workspace}/segments/{id}/audience", Access.EDIT, this::list);
    }

    private Response list(Request request) {
        Destination destination = request.json(Wanted.class).destination();
        if (destination == null) {
            throw ProblemException.invalid("/destination", "say where the list goes: google, meta or tiktok");
        }
        String name = "audience-%s.csv".formatted(destination.name().toLowerCase(Locale.ROOT));
        return Response.download(
                name, "text/csv; charset=utf-8", audiences.list(request.workspace(), request.path("id"), destination));
    }
}
