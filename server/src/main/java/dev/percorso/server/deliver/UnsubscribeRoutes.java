package dev.percorso.server.deliver;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.Locale;

/** The page behind the unsubscribe link (RFC 8058): a look changes nothing, since mail scanners look at every link. */
public final class UnsubscribeRoutes implements Routes {
    private final Suppressions suppressions;
    private final Reactions reactions;

    public UnsubscribeRoutes(Suppressions suppressions, Reactions reactions) {
        this.suppressions = suppressions;
        this.reactions = reactions;
    }

    @Override
    public void register(Router router) {
        router.get("/u/{token}", Access.PUBLIC, this::ask);
        router.post("/u/{token}", Access.PUBLIC, this::unsubscribe);
    }

    private Response ask(Request request) {
        boolean italian = italian(request);
        if (suppressions.read(request.path("token")).isEmpty()) {
            return Response.html(404, UnsubscribePage.unknownLink(italian));
        }
        return Response.html(200, UnsubscribePage.question(italian));
    }

    private Response unsubscribe(Request request) {
        boolean italian = italian(request);
        return suppressions
                .read(request.path("token"))
                .map(claim -> {
                    suppressions.unsubscribe(claim);
                    reactions.unsubscribed(claim);
                    return Response.html(200, UnsubscribePage.done(italian));
                })
                .orElseGet(() -> Response.html(404, UnsubscribePage.unknownLink(italian)));
    }

    private static boolean italian(Request request) {
        return request.header("accept-language")
                .map(languages -> languages.toLowerCase(Locale.ROOT).startsWith("it"))
                .orElse(false);
    }
}
