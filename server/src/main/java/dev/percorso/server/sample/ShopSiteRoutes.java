package dev.percorso.server.sample;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The simulated shop's own site with the web tag; there only while the sample is loaded. */
public final class ShopSiteRoutes implements Routes {
    private static final String FILES = "/sample-shop/site/";
    private static final Map<String, String> CACHING = Map.of("Cache-Control", "no-cache");

    private final Path writeKey;
    private final Path newsletter;

    /** @param data folder in which the demo left the write key of its web source and the id of its form */
    public ShopSiteRoutes(Path data) {
        this.writeKey = data.resolve(SampleShop.WRITE_KEY_FILE);
        this.newsletter = data.resolve(SampleShop.NEWSLETTER_FILE);
    }

    @Override
    public void register(Router router) {
        router.get("/sample-shop", Access.PUBLIC, request -> page())
                .get(
                        "/sample-shop/shop.js",
                        Access.PUBLIC,
                        request -> file("shop.js", "text/javascript; charset=utf-8"))
                .get(
                        "/sample-shop/percorso-sw.js",
                        Access.PUBLIC,
                        request -> file("percorso-sw.js", "text/javascript; charset=utf-8"))
                .get("/sample-shop/shop.css", Access.PUBLIC, request -> file("shop.css", "text/css; charset=utf-8"))
                .get("/sample-shop/{+page}", Access.PUBLIC, request -> page());
    }

    private Response page() throws IOException {
        if (!Files.exists(writeKey)) {
            throw ProblemException.notFound("The sample shop's site, which './percorso demo' sets up,");
        }
        String page = new String(read("index.html"), StandardCharsets.UTF_8)
                .replace("WRITE_KEY", Files.readString(writeKey).strip())
                .replace("NEWSLETTER", Files.exists(newsletter) ? Files.readString(newsletter) : "");
        return new Response.Bytes(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8), CACHING);
    }

    private static Response file(String name, String type) throws IOException {
        return new Response.Bytes(200, type, read(name), CACHING);
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream content = ShopSiteRoutes.class.getResourceAsStream(FILES + name)) {
            if (content == null) {
                throw new IllegalStateException("the sample shop's " + name + " is not in the jar");
            }
            return content.readAllBytes();
        }
    }
}
