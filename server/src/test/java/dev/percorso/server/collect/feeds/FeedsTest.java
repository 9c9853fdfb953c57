package dev.percorso.server.collect.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.Settings;
import dev.percorso.server.collect.connect.Connectors;
import dev.percorso.server.event.WorkspaceId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FeedsTest {
    private static final String FEEDS = "/api/workspaces/shop/feeds";
    private static final String RSS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Reviews</title>
              <item><guid>r1</guid><title>Lovely</title><dc:creator>Anna</dc:creator><link>https://example.com/r1</link>
                <description>&lt;p&gt;Soft, and it &lt;b&gt;fits&lt;/b&gt;.&lt;/p&gt;</description>
                <pubDate>Thu, 12 Feb 2026 09:00:00 +0100</pubDate></item>
              <item><guid>r2</guid><title>Hm</title><description>Late</description>
                <pubDate>Fri, 13 Feb 2026 09:00:00 GMT</pubDate></item>
            </channel></rss>
            """;
    private static final String ATOM = """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>Mentions</title>
              <entry><id>tag:1</id><title>Great caps</title><author><name>Bruno</name></author>
                <link href="https://example.com/1"/><updated>2026-02-14T10:00:00Z</updated>
                <content type="html">I &lt;i&gt;like&lt;/i&gt; them</content></entry>
            </feed>
            """;
    private static final String JSON = """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Mentions", "items": [
              {"id": "j1", "url": "https://example.com/j1", "content_html": "<p>Hello</p>",
               "date_published": "2026-02-15T10:00:00+01:00", "authors": [{"name": "Carla"}]}]}
            """;

    @TempDir
    private Path data = Path.of("");

    private RunningPercorso percorso;
    private HttpServer site;

    @SuppressWarnings("NullAway.Init") // JUnit calls start() first
    FeedsTest() {}

    @BeforeEach
    void start() throws Exception {
        site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.start();
        percorso = start("data", true);
    }

    private RunningPercorso start(String folder, boolean allowsLoopback) throws Exception {
        Settings plain =
                new Settings(data.resolve(folder), "127.0.0.1", 0, URI.create("http://localhost"), Optional.empty());
        RunningPercorso started = new RunningPercorso(
                new Settings(
                        plain.data(),
                        plain.host(),
                        0,
                        plain.publicUrl(),
                        Optional.empty(),
                        plain.storage(),
                        new Settings.Outward(allowsLoopback, Connectors.ECWID)),
                () -> Instant.parse("2026-03-01T00:00:00Z"));
        started.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        return started;
    }

    @AfterEach
    void stop() {
        percorso.close();
        site.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + site.getAddress().getPort() + path;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void serve(String path, String body) {
        site.createContext(path, exchange -> send(exchange, 200, body));
    }

    private JsonNode preview(String path) throws Exception {
        Answer answer = percorso.post(FEEDS + "/preview", Map.of("url", url(path)));
        assertEquals(200, answer.status(), answer::text);
        return answer.json();
    }

    @Test
    void shouldReadEveryKindOfFeed() throws Exception {
        serve("/rss", RSS);
        serve("/atom", ATOM);
        serve("/json", JSON);
        site.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/rss");
            send(exchange, 301, "");
        });

        JsonNode review = preview("/moved").get(0);
        assertEquals("Soft, and it fits .", review.get("text").asString());
        assertEquals("Anna", review.get("author").asString());
        assertEquals("2026-02-12T08:00:00Z", review.get("publishedAt").asString());
        JsonNode mention = preview("/atom").get(0);
        assertEquals("tag:1", mention.get("guid").asString());
        assertEquals("https://example.com/1", mention.get("link").asString());
        assertEquals("I like them", mention.get("text").asString());
        JsonNode post = preview("/json").get(0);
        assertEquals("Carla", post.get("author").asString());
        assertEquals("2026-02-15T09:00:00Z", post.get("publishedAt").asString());
    }

    @Test
    void shouldTakeEachEntryOnceAndAskOnlyForChanges() throws Exception {
        String[] content = {RSS};
        site.createContext("/rss", exchange -> {
            String tag = "\"v" + content[0].length() + "\"";
            exchange.getResponseHeaders().add("ETag", tag);
            boolean isKnown = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            send(exchange, isKnown ? 304 : 200, isKnown ? "" : content[0]);
        });
        Answer created = percorso.post(FEEDS, Map.of("name", "Reviews", "url", url("/rss"), "about", "review"));
        assertEquals(201, created.status(), created::text);
        String fetch = FEEDS + "/" + created.json().get("id").asString() + "/fetch";

        JsonNode first = percorso.post(fetch, Map.of()).json();
        JsonNode second = percorso.post(fetch, Map.of()).json();
        content[0] = RSS.replace("<item><guid>r1</guid>", "<item><guid>r3</guid>");
        JsonNode third = percorso.post(fetch, Map.of()).json();

        assertEquals("read", first.get("outcome").asString());
        assertEquals(2, first.get("items").asInt());
        assertEquals("unchanged", second.get("outcome").asString());
        assertEquals("2026-03-01T01:00:00Z", second.get("nextAt").asString());
        assertEquals("unchanged", third.get("outcome").asString(), "the same length is the same version here");
        content[0] += "<!-- changed -->";
        assertEquals(3, percorso.post(fetch, Map.of()).json().get("items").asInt());
        percorso.percorso().awaitProjection();
        assertEquals(
                3,
                percorso.percorso().journeys().snapshot(new WorkspaceId("shop")).eventCount());
        assertEquals(204, percorso.delete(fetch.replace("/fetch", "")).status());
    }

    @Test
    void shouldSayWhatIsWrongWithAFeed() throws Exception {
        serve("/laughs", """
                <!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>
                <rss version="2.0"><channel><title>&b;</title></channel></rss>
                """);
        serve("/html", "<html><body>Not found</body></html>");
        serve("/huge", "<rss>" + "x".repeat(5 << 20) + "</rss>");
        site.createContext("/inside", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data/");
            send(exchange, 302, "");
        });
        site.createContext("/round", exchange -> {
            exchange.getResponseHeaders().add("Location", "/round");
            send(exchange, 302, "");
        });

        assertTrue(refusal("/laughs").contains("DOCTYPE"), refusal("/laughs"));
        assertTrue(refusal("/html").contains("neither RSS nor Atom"));
        assertTrue(refusal("/huge").contains("more than 4,194,304 bytes"));
        assertTrue(refusal("/inside").contains("private network"));
        assertTrue(refusal("/round").contains("redirects more than 3 times"));
        assertTrue(refusal("/missing").contains("answers 404"));
        assertEquals(
                422,
                percorso.post(FEEDS + "/preview", Map.of("url", "no address at all"))
                        .status());
        assertEquals(
                422,
                percorso.post(FEEDS, Map.of("name", "x", "url", url("/"), "about", "review", "intervalMinutes", 1))
                        .status());
    }

    private String refusal(String path) throws Exception {
        Answer answer = percorso.post(FEEDS + "/preview", Map.of("url", url(path)));
        assertEquals(422, answer.status(), answer::text);
        return answer.json().get("detail").asString();
    }

    @Test
    void shouldNotReachThisMachineUnlessAllowed() throws Exception {
        serve("/rss", RSS);
        percorso.close();
        percorso = start("other", false);

        assertTrue(refusal("/rss").contains("private network"));
        Answer created = percorso.post(FEEDS, Map.of("name", "Inside", "url", url("/rss"), "about", "mention"));
        Answer fetched = percorso.post(FEEDS + "/" + created.json().get("id").asString() + "/fetch", Map.of());
        assertEquals("failed", fetched.json().get("outcome").asString());
        assertTrue(fetched.json().get("error").asString().contains("private network"));
    }
}
