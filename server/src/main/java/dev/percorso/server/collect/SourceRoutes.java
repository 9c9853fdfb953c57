package dev.percorso.server.collect;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.Optional;

/** Sources and the dead letters of what they sent. */
public final class SourceRoutes implements Routes {
    private record NewSource(String name, SourceKind kind, Optional<ConsentBasis> consent) {}

    private record SourceChange(ConsentBasis consent) {}

    private final Sources sources;
    private final Collector collector;

    public SourceRoutes(Sources sources, Collector collector) {
        this.sources = sources;
        this.collector = collector;
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
                })
                .get(
                        "/api/workspaces/{workspace}/dead-letters",
                        Access.VIEW,
                        request -> Response.ok(
                                collector.deadLetters(request.workspace(), request.before(), request.limit())));
    }
}
