package dev.percorso.server.collect;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The web tag's files: the one that a page names, and the banner, surveys, messages, push and forms that it
 * loads where they are needed, and the worker that shows push messages.
 */
public final class TagRoutes implements Routes {
    private static final List<String> FILES = List.of(
            "percorso.js",
            "percorso-consent.js",
            "percorso-survey.js",
            "percorso-messages.js",
            "percorso-push.js",
            "percorso-sw.js",
            "percorso-forms.js");

    @Override
    public void register(Router router) {
        FILES.forEach(file -> router.get("/tag/" + file, Access.PUBLIC, request -> file(file)));
    }

    private static Response file(String name) throws IOException {
        try (InputStream content = TagRoutes.class.getResourceAsStream("/static/tag/" + name)) {
            if (content == null) {
                throw ProblemException.notFound("The web tag, which is not built into this server,");
            }
            return new Response.Bytes(
                    200,
                    "text/javascript; charset=utf-8",
                    content.readAllBytes(),
                    Map.of(
                            "Cache-Control",
                            "public, max-age=3600",
                            "Access-Control-Allow-Origin",
                            "*",
                            "Cross-Origin-Resource-Policy",
                            "cross-origin"));
        }
    }
}
