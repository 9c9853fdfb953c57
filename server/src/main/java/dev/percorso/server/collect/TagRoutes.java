package dev.percorso.server.collect;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The web tag's file. */
public final class TagRoutes implements Routes {
    private static final String FILE = "/static/tag/percorso.js";

    @Override
    public void register(Router router) {
        router.get("/tag/percorso.js", Access.PUBLIC, request -> tag());
    }

    private static Response tag() throws IOException {
        try (InputStream content = TagRoutes.class.getResourceAsStream(FILE)) {
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
