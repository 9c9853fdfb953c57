package dev.percorso.server.ops;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Health, metrics, and how a workspace's collecting goes. */
public final class OperationRoutes implements Routes {
    private final Status status;
    private final PrometheusMeterRegistry metrics;

    public OperationRoutes(Status status, PrometheusMeterRegistry metrics) {
        this.status = status;
        this.metrics = metrics;
    }

    @Override
    public void register(Router router) {
        router.get("/health", Access.PUBLIC, request -> {
                    Health health = status.health();
                    return health.status() == Health.State.NOT_COLLECTING
                            ? new Response.JsonBody(503, health, Map.of())
                            : Response.ok(health);
                })
                .get(
                        "/metrics",
                        Access.SIGNED_IN,
                        request -> new Response.Bytes(
                                200,
                                "text/plain; version=0.0.4; charset=utf-8",
                                metrics.scrape().getBytes(StandardCharsets.UTF_8),
                                Map.of("Cache-Control", "no-store")))
                .get(
                        "/api/workspaces/{workspace}/status",
                        Access.VIEW,
                        request -> Response.ok(status.of(request.workspace())))
                .post("/api/workspaces/{workspace}/index/rebuild", Access.ADMINISTER, request -> {
                    status.rebuildIndex(request.workspace());
                    return new Response.Empty(202, Map.of());
                });
    }
}
