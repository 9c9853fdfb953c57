package dev.percorso.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * The interface's files from the class path. Files with a hash in their name are cached for a year; every other address
 * of the interface answers with its page, whose router takes it from there.
 */
public final class StaticRoutes implements Routes {
    private static final String ROOT = "/static/ui";
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"));

    @Override
    public void register(Router router) {
        router.get("/", Access.PUBLIC, request -> page())
                // Pages that customers see have no icon of ours, and browsers ask for one.
                .get(
                        "/favicon.ico",
                        Access.PUBLIC,
                        request -> Response.noContent().with(Map.of("Cache-Control", FOREVER)))
                .get("/assets/{+file}", Access.PUBLIC, request -> asset(request.fullPath()))
                .get(
                        "/{file:[a-z0-9.-]+\\.(?:svg|png|json|webmanifest|js)}",
                        Access.PUBLIC,
                        request -> file(request.fullPath(), "no-cache")
                                .orElseThrow(() -> ProblemException.notFound("The file " + request.fullPath())))
                .get("/login", Access.PUBLIC, request -> page())
                .get("/shared/{token}", Access.PUBLIC, request -> page().with(Response.UNLISTED))
                .get("/review/{token}", Access.PUBLIC, request -> page().with(Response.UNLISTED))
                .get("/w/{+page}", Access.PUBLIC, request -> page());
    }

    private static Response asset(String path) {
        return file(path, FOREVER).orElseThrow(() -> ProblemException.notFound("The file " + path));
    }

    private static Response page() {
        return file("/index.html", "no-cache")
                .orElseGet(() -> Response.html(
                        503,
                        "<!doctype html><title>Percorso</title><p>The interface is not built into this server; "
                                + "run <code>./percorso demo</code> or <code>./percorso serve</code>."));
    }

    private static Optional<Response> file(String path, String caching) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || path.contains("..")) {
            return Optional.empty();
        }
        try (InputStream content = StaticRoutes.class.getResourceAsStream(ROOT + path)) {
            return Optional.ofNullable(content == null ? null : content.readAllBytes())
                    .map(bytes -> new Response.Bytes(200, type, bytes, Map.of("Cache-Control", caching)));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
