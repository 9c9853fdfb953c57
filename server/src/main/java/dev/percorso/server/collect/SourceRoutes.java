package dev.percorso.server.collect;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.Optional;

/** Sources and their write keys. */
public final class SourceRoutes implements Routes {
    private record NewSource(
            String name, SourceKind kind, Optional<Protocol> protocol, Optional<ConsentBasis> consent) {}

    private record SourceChange(ConsentBasis consent) {}

    private final Sources sources;

    public SourceRoutes(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void register(Router router) {
        router.get(
                        "/api/workspaces/{workspace}/sources",
                        Access.VIEW,
                        request -> Response.ok(sources.all(request.workspace())))
                .post("/api/workspaces/{workspace}/sources", Access.EDIT, request -> {
                    NewSource wanted = request.json(NewSource.class);
                    return Response.created(sources.create(
                            request.workspace(),
                            wanted.name(),
                            wanted.kind(),
                            wanted.protocol().orElse(Protocol.SEGMENT),
                            wanted.consent().orElse(ConsentBasis.LEDGER),
                            request.caller().name()));
                })
                .patch("/api/workspaces/{workspace}/sources/{id}", Access.EDIT, request -> {
                    ConsentBasis consent = request.json(SourceChange.class).consent();
                    if (consent == null) {
                        throw ProblemException.invalid("/consent", "say 'ledger' or 'elsewhere'");
                    }
                    sources.changeConsent(
                            request.workspace(),
                            request.path("id"),
                            consent,
                            request.caller().name());
                    return Response.noContent();
                })
                .delete("/api/workspaces/{workspace}/sources/{id}", Access.EDIT, request -> {
                    sources.revoke(request.workspace(), request.path("id"));
                    return Response.noContent();
                });
    }
}
