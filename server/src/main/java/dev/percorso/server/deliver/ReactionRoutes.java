package dev.percorso.server.deliver;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** Where links and images of messages lead, and what is measured by them. */
public final class ReactionRoutes implements Routes {
    private static final String MEASURING = "/api/workspaces/{workspace}/email/measuring";
    private static final Map<String, String> UNKEPT = Map.of("Cache-Control", "no-store, private");
    /** The smallest image there is: one transparent point. */
    private static final byte[] POINT =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Reactions reactions;

    public ReactionRoutes(Reactions reactions) {
        this.reactions = reactions;
    }

    @Override
    public void register(Router router) {
        router.get("/c/{token}", Access.PUBLIC, this::follow);
        router.get("/o/{token}", Access.PUBLIC, this::open);
        router.get(
                MEASURING, Access.VIEW, request -> Response.ok(reactions.store().measuring(request.workspace())));
        router.put(MEASURING, Access.EDIT, this::save);
    }

    private Response follow(Request request) {
        return reactions
                .follow(request.path("token"))
                .<Response>map(url -> new Response.Empty(302, Map.of("Location", url)).with(UNKEPT))
                .orElseGet(() -> Response.html(404, UnsubscribePage.unknownLink(italian(request))));
    }

    private Response open(Request request) {
        boolean isOurs = reactions.open(request.path("token"));
        return new Response.Bytes(isOurs ? 200 : 404, "image/gif", POINT, UNKEPT);
    }

    private Response save(Request request) {
        Measuring measuring = request.json(Measuring.class);
        reactions.store().save(request.workspace(), measuring);
        return Response.ok(measuring);
    }

    private static boolean italian(Request request) {
        return request.header("accept-language")
                .map(languages -> languages.toLowerCase(Locale.ROOT).startsWith("it"))
                .orElse(false);
    }
}
