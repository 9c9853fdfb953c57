package dev.percorso.server.orchestrate;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.percorso.server.Await;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.SettableClock;
import dev.percorso.server.Settings;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.people.IdentityKind;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A whole server with a clock that stands still and a mail server of its own. */
final class FlowShop implements AutoCloseable {
    static final WorkspaceId SHOP = new WorkspaceId("shop");
    static final String API = "/api/workspaces/shop";
    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    final SettableClock clock = new SettableClock(START);
    final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Path folder;
    private RunningPercorso server;
    private int events;
    private Optional<List<Event>> held = Optional.empty();

    FlowShop(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        mail.start();
        this.server = open();
        server.percorso()
                .workspaces()
                .create(
                        new Workspaces.NewWorkspace("shop", "Shop", Optional.of("Europe/Rome"), Optional.empty()),
                        false);
    }

    private RunningPercorso open() throws IOException, InterruptedException {
        Settings.Smtp smtp = new Settings.Smtp(
                "127.0.0.1",
                mail.getSmtp().getPort(),
                "none",
                Optional.empty(),
                Optional.empty(),
                "Shop <shop@example.com>");
        return new RunningPercorso(
                new Settings(
                        folder,
                        "127.0.0.1",
                        0,
                        URI.create("https://shop.example"),
                        Optional.of(smtp),
                        new Settings.Storage(50_000, 50_000),
                        new Settings.Outward(true, URI.create("https://app.ecwid.com"))),
                clock);
    }

    RunningPercorso server() {
        return server;
    }

    /** Stops the server; {@code start} opens it again on the same data. */
    void stop() {
        server.close();
    }

    void start() throws IOException, InterruptedException {
        server = open();
    }

    void restart() throws IOException, InterruptedException {
        stop();
        start();
    }

    /** Collects what happens and takes it in at once. */
    void together(Runnable happening) {
        held = Optional.of(new ArrayList<>());
        happening.run();
        List<Event> all = held.orElseThrow();
        held = Optional.empty();
        server.percorso().collector().accept(SHOP, "test", all);
    }

    /** Makes a person known who allows profiling, with consent to marketing by e-mail or without. */
    void person(String id, boolean consents) {
        person(id, id + "@example.com", consents);
    }

    /** With an address as somebody typed it. */
    void person(String id, String email, boolean consents) {
        accept(
                Event.Kind.IDENTIFY,
                id,
                "",
                clock.instant(),
                Map.of(),
                Map.of(
                        "email",
                        email,
                        "firstName",
                        id.toUpperCase(java.util.Locale.ROOT),
                        "email_consent",
                        consents,
                        "consent.profiling",
                        true));
    }

    /** Makes a person known who allows profiling, by a browser of theirs. */
    void visitor(String id) throws InterruptedException {
        accept(new Event(
                "visit-" + id,
                Event.Kind.IDENTIFY,
                "",
                Optional.of("browser-of-" + id),
                Optional.of(id),
                Optional.empty(),
                clock.instant(),
                Map.of(),
                Map.of("firstName", id.toUpperCase(java.util.Locale.ROOT), "consent.profiling", true),
                "test"));
        server.percorso().awaitProjection();
    }

    /** Creates a site; answers the key of its tag. */
    String site() throws IOException, InterruptedException {
        return server.post(API + "/sources", Map.of("name", "Site", "kind", "web"))
                .json()
                .get("writeKey")
                .asString();
    }

    void track(String id, String name, Map<String, Object> properties) {
        accept(Event.Kind.TRACK, id, name, clock.instant(), properties, Map.of());
    }

    /** What arrives now and happened earlier. */
    void trackLate(String id, String name, Duration late) {
        accept(Event.Kind.TRACK, id, name, clock.instant().minus(late), Map.of(), Map.of());
    }

    private void accept(
            Event.Kind kind,
            String id,
            String name,
            Instant time,
            Map<String, Object> properties,
            Map<String, Object> traits) {
        accept(new Event(
                "m" + events++,
                kind,
                name,
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                time,
                properties,
                traits,
                "test"));
    }

    void accept(Event event) {
        if (held.isPresent()) {
            held.get().add(event);
            return;
        }
        server.percorso().collector().accept(SHOP, "test", List.of(event));
    }

    int personNumber(String id) {
        return server.percorso()
                .people()
                .find(SHOP, IdentityKind.USER, id)
                .orElseThrow()
                .id();
    }

    /** Creates and publishes a flow; answers its id. */
    String publish(String definition) throws IOException, InterruptedException {
        JsonNode created = server.post(API + "/flows", Map.of("name", "Test flow", "definition", tree(definition)))
                .json();
        String id = created.path("id").asString();
        JsonNode published =
                server.post(API + "/flows/" + id + "/publish", Map.of()).json();
        if (!published.path("status").asString().equals("live")) {
            throw new AssertionError(published.toString());
        }
        return id;
    }

    /** Publishes a new version of a flow. */
    void publishAgain(String flow, String definition) throws IOException, InterruptedException {
        String path = API + "/flows/" + flow;
        long revision = server.get(path).json().path("revision").asLong();
        server.put(path, Map.of("name", "Again", "definition", tree(definition), "revision", revision));
        server.post(path + "/publish", Map.of());
    }

    /** Creates a segment of those whose trait has a value; answers its id. */
    String segment(String trait, Object value) throws IOException, InterruptedException {
        Map<String, Object> condition = Map.of("type", "trait", "trait", trait, "operator", "equals", "value", value);
        return server.post(API + "/segments", Map.of("name", trait + " " + value, "condition", condition))
                .json()
                .path("id")
                .asString();
    }

    /** Sends a campaign to the end; answers how far it has come. */
    JsonNode send(Map<String, Object> campaign) throws IOException, InterruptedException {
        JsonNode created = server.post(API + "/campaigns", campaign).json();
        String path = API + "/campaigns/" + created.path("id").asString();
        server.post(path + "/start", Map.of());
        Await.until("the campaign is done", () -> {
            try {
                return server.get(path).json().path("status").asString().equals("done");
            } catch (IOException | InterruptedException failure) {
                throw new AssertionError(failure);
            }
        });
        return server.get(path + "/progress").json();
    }

    static JsonNode tree(String json) {
        return Json.tree(json.getBytes(StandardCharsets.UTF_8));
    }

    JsonNode counts(String flow) {
        try {
            return server.get(API + "/flows/" + flow + "/counts").json();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    void awaitCount(String flow, String what, long expected) throws InterruptedException {
        Await.until(what + " = " + expected, () -> counts(flow).path(what).asLong() == expected);
    }

    JsonNode messages() {
        try {
            return server.get(API + "/messages").json();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    void awaitMessages(String status, int expected) throws InterruptedException {
        Await.until(
                expected + " messages " + status,
                () -> messages()
                                .valueStream()
                                .filter(message ->
                                        message.path("status").asString().equals(status))
                                .count()
                        == expected);
    }

    /** What arrived: receiver and subject, in order of arrival. */
    List<String> received() {
        return Arrays.stream(mail.getReceivedMessages()).map(FlowShop::describe).toList();
    }

    private static String describe(MimeMessage message) {
        try {
            Address to = message.getAllRecipients()[0];
            return to + ": " + message.getSubject();
        } catch (MessagingException damaged) {
            throw new AssertionError(damaged);
        }
    }

    void later(Duration time) {
        clock.advance(time);
    }

    @Override
    public void close() {
        server.close();
        mail.stop();
    }
}
