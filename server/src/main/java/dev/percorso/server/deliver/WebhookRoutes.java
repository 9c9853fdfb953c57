package dev.percorso.server.deliver;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.Map;

/** What receivers of webhooks check signatures with. */
public final class WebhookRoutes implements Routes {
    private final WebhookSignature signature;

    public WebhookRoutes(WebhookSignature signature) {
        this.signature = signature;
    }

    @Override
    public void register(Router router) {
        router.get(
                "/api/workspaces/{workspace}/webhooks/secret",
                Access.EDIT,
                request -> Response.ok(Map.of("secret", signature.secretOf(request.workspace()))));
    }
}
