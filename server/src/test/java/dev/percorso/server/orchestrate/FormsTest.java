package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.Person;
import dev.percorso.server.people.Purpose;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Subscribing by a form, from the browser to the welcome, with a mail server of its own. */
class FormsTest {
    private static final OpenApi OPEN_API = OpenApi.load();
    private static final Pattern LINK = Pattern.compile("https://shop\\.example(/confirm/[A-Za-z0-9_.-]+)");
    private static final String FORM = """
            {"name": "Newsletter", "active": true, "doubleOptIn": true,
             "fields": [{"trait": "first_name", "required": false, "label": {"en": "First name", "it": "Nome"}}],
             "consents": [
               {"purpose": "email", "text": {"en": "Send me news by <e-mail>", "it": "Mandatemi novità per e-mail"}},
               {"purpose": "profiling", "text": {"en": "Choose them for me", "it": "Sceglietele per me"}}],
             "topics": ["news", "offers"],
             "texts": {
               "en": {"title": "Our newsletter", "intro": "Once a month.", "email": "E-mail", "send": "Subscribe",
                      "thanks": "Look into your mailbox.", "subject": "Please confirm", "mail": "Is this you?",
                      "confirm": "Yes, subscribe me", "confirmed": "You are in."},
               "it": {"title": "La newsletter", "intro": "", "email": "E-mail", "send": "Iscriviti",
                      "thanks": "Guarda nella tua casella.", "subject": "Conferma", "mail": "Sei tu?",
                      "confirm": "Sì, iscrivimi", "confirmed": "Fatto."}},
             "look": {"accent": "#0f6b67", "background": "#ffffff", "text": "#1f1b16", "corner": "right"},
             "redirect": "", "place": {"kind": "inline", "paths": [], "delaySeconds": 0, "everyDays": 30}}
            """;
    private static final String WELCOME = """
            {"entry": {"type": "form", "form": "FORM", "moment": "confirmed", "next": "mail"}, "reentry": "always",
             "steps": [
               {"id": "mail", "type": "email", "subject": "Welcome {{ person.first_name }}", "purpose": "marketing",
                "topic": "news", "body": "<p>x</p>", "next": "end"},
               {"id": "end", "type": "exit"}]}
            """;

    @TempDir
    private static Path folder;

    private static FlowShop shop;
    private static String writeKey = "";
    private static String form = "";
    private static String welcome = "";

    @BeforeAll
    static void open() throws Exception {
        shop = new FlowShop(folder);
        shop.server()
                .put(
                        FlowShop.API + "/topics",
                        Map.of(
                                "topics",
                                List.of(
                                        Map.of("id", "news", "name", "News"),
                                        Map.of("id", "offers", "name", "Offers"))));
        writeKey = shop.server()
                .post(FlowShop.API + "/sources", Map.of("name", "Site", "kind", "web"))
                .json()
                .path("writeKey")
                .asString();
        Answer created = shop.server().post(FlowShop.API + "/forms", FlowShop.tree(FORM));
        assertEquals(201, created.status(), created.text());
        assertEquals(List.of(), OPEN_API.faults("Form", created.json()));
        form = created.json().path("id").asString();
        welcome = shop.publish(WELCOME.replace("FORM", form));
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static Answer send(String email, Map<String, Object> more) throws IOException, InterruptedException {
        JsonNode given = shop.server()
                .send("GET", "/tag/forms/" + writeKey + "?language=en", "", Map.of())
                .json();
        assertEquals(List.of(), OPEN_API.faults("TagForm", given.path(0)));
        shop.later(Duration.ofSeconds(3));
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "email", email,
                "traits", Map.of("first_name", "Ann"),
                "purposes", List.of("email", "profiling"),
                "topics", List.of("news"),
                "website", "",
                "issued", given.path(0).path("issued").asString(),
                "language", "en"));
        body.putAll(more);
        return shop.server()
                .send(
                        "POST",
                        "/tag/forms/" + writeKey + "/" + form,
                        dev.percorso.server.http.Json.text(body),
                        Map.of("Content-Type", "text/plain"));
    }

    private static Answer send(String email) throws IOException, InterruptedException {
        return send(email, Map.of());
    }

    private static List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(shop.mail.getReceivedMessages())
                .filter(mail -> describe(mail).startsWith(address + ":"))
                .toList();
    }

    private static String describe(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0] + ": " + mail.getSubject();
        } catch (jakarta.mail.MessagingException damaged) {
            throw new AssertionError(damaged);
        }
    }

    private static String link(MimeMessage mail) {
        Matcher link = LINK.matcher(com.icegreen.greenmail.util.GreenMailUtil.getBody(mail)
                .replace("=\r\n", "")
                .replace("=3D", "="));
        assertTrue(link.find(), "the mail has a link");
        return link.group(1);
    }

    private static Optional<Person> person(String address) {
        return shop.server().percorso().people().find(FlowShop.SHOP, IdentityKind.EMAIL, address);
    }

    private static JsonNode result() throws IOException, InterruptedException {
        Answer answer = shop.server().get(FlowShop.API + "/form-results");
        assertEquals(List.of(), OPEN_API.faults("FormResult", answer.json().path(0)));
        return answer.json()
                .valueStream()
                .filter(row -> row.path("form").asString().equals(form))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldSubscribeOnlyWhoConfirmsByTheButtonAndWelcomeThem() throws Exception {
        Answer sent = send("Ann@Example.com", Map.of("anonymousId", "browser-of-ann"));
        assertEquals(200, sent.status(), sent.text());
        assertEquals("Look into your mailbox.", sent.json().path("thanks").asString());
        Await.until("asked back", () -> mailsTo("ann@example.com").size() == 1);
        MimeMessage mail = mailsTo("ann@example.com").getFirst();
        assertEquals("Please confirm", mail.getSubject());
        assertEquals(
                0,
                Optional.ofNullable(mail.getHeader("List-Unsubscribe"))
                        .map(found -> found.length)
                        .orElse(0));
        assertTrue(person("ann@example.com").isEmpty(), "nobody is known before the address is");

        Answer looked = shop.server().send("GET", link(mail), "", Map.of());
        assertEquals(200, looked.status());
        assertTrue(looked.text().contains("<button type=\"submit\">Yes, subscribe me</button>"), looked.text());
        assertTrue(person("ann@example.com").isEmpty(), "a look changes nothing: scanners follow every link");

        Answer confirmed = shop.server().send("POST", link(mail), "", Map.of());
        assertTrue(confirmed.text().contains("You are in."), confirmed.text());
        Await.until("welcomed", () -> mailsTo("ann@example.com").size() == 2);
        assertEquals("Welcome Ann", mailsTo("ann@example.com").getLast().getSubject());
        int ann = person("ann@example.com").orElseThrow().id();
        assertEquals(
                "browser-of-ann",
                shop.server().percorso().people().identities(FlowShop.SHOP, ann).stream()
                        .filter(identity -> identity.kind() == IdentityKind.ANONYMOUS)
                        .findFirst()
                        .orElseThrow()
                        .value());

        JsonNode entry = shop.server()
                .get(FlowShop.API + "/consent/ledger?person=" + ann + "&purpose=email")
                .json()
                .path("entries")
                .path(0)
                .path("consent")
                .path("proof");
        assertEquals("form", entry.path("origin").asString(), entry.toString());
        assertEquals("127.0.0.0", entry.path("network").asString(), entry.toString());
        JsonNode text = shop.server()
                .get(FlowShop.API + "/forms/" + form + "/texts")
                .json()
                .path(0);
        assertEquals(List.of(), OPEN_API.faults("FormText", text));
        assertEquals(
                text.path("hashes").path("en").asString(),
                entry.path("textHash").asString());
        assertTrue(entry.path("note").asString().startsWith("form Newsletter, text version 1, submitted 2026-0"));
        assertTrue(shop.server().percorso().people().allows(FlowShop.SHOP, ann, Purpose.PROFILING));

        assertTrue(shop.server().send("POST", link(mail), "", Map.of()).text().contains("You are in."));
        shop.awaitCount(welcome, "entered", shop.counts(welcome).path("entered").asLong());
        assertEquals(2, mailsTo("ann@example.com").size(), "confirming twice is confirming once");
        assertEquals(List.of("offers"), refusedTopics(ann), "topics that were not ticked are not sent");
    }

    private static List<String> refusedTopics(int person) throws IOException, InterruptedException {
        return shop.server()
                .get(FlowShop.API + "/people/" + person + "/export")
                .json()
                .path("refusedTopics")
                .valueStream()
                .map(refusal -> refusal.path("topic").asString())
                .toList();
    }

    @Test
    void shouldSayTheSameOfKnownAddressesAndJoinNoBrowserWithThem() throws Exception {
        shop.person("bob", " Bob@Example.COM", false);
        Await.until("bob is known", () -> person("bob@example.com").isPresent());
        int bob = person("bob@example.com").orElseThrow().id();

        Answer ofKnown = send("bob@example.com", Map.of("anonymousId", "browser-of-somebody"));
        Answer ofUnknown = send("nobody@example.com");
        assertEquals(ofUnknown.text(), ofKnown.text());
        assertEquals(ofUnknown.status(), ofKnown.status());
        Await.until("asked back", () -> mailsTo("bob@example.com").size() == 1);
        shop.server().send("POST", link(mailsTo("bob@example.com").getFirst()), "", Map.of());

        Await.until(
                "bob subscribed", () -> shop.server().percorso().people().allows(FlowShop.SHOP, bob, Purpose.EMAIL));
        assertEquals(bob, person("bob@example.com").orElseThrow().id());
        assertTrue(shop.server().percorso().people().identities(FlowShop.SHOP, bob).stream()
                .noneMatch(identity -> identity.value().equals("browser-of-somebody")));
    }

    @Test
    void shouldAskBackOnceADayAndForgetWhoNeverConfirms() throws Exception {
        long before = result().path("submitted").asLong();
        send("cleo@example.com");
        Await.until("asked back", () -> mailsTo("cleo@example.com").size() == 1);
        send("cleo@example.com");
        send("CLEO@example.com");
        shop.later(Duration.ofHours(25));
        send("cleo@example.com");
        Await.until("asked once more", () -> mailsTo("cleo@example.com").size() == 2);
        assertEquals(before + 1, result().path("submitted").asLong(), "one address that waits is one submission");

        shop.later(Duration.ofDays(31));
        shop.server()
                .signIn(
                        shop.server().administrator().user().email(),
                        shop.server().administrator().oneTimePassword());
        String second = link(mailsTo("cleo@example.com").getLast());
        Await.until("forgotten", () -> {
            try {
                return shop.server().send("GET", second, "", Map.of()).status() == 410
                        && shop.messages().toString().indexOf("cleo@example.com") < 0;
            } catch (IOException | InterruptedException failure) {
                throw new AssertionError(failure);
            }
        });
        assertEquals(410, shop.server().send("POST", second, "", Map.of()).status());
        assertTrue(person("cleo@example.com").isEmpty());
    }

    @Test
    void shouldKeepMachinesAndAddressesForMinutesOutKindly() throws Exception {
        Answer trapped = send("machine@example.com", Map.of("website", "https://spam.example"));
        assertEquals("Look into your mailbox.", trapped.json().path("thanks").asString(), "it must not learn why");
        for (String wrong :
                List.of("ann", "ann@", "ann@localhost", "a b@example.com", "ann@exa_mple.com", "ann@example.c")) {
            Answer refused = send(wrong);
            assertEquals(422, refused.status(), wrong);
            assertTrue(refused.text().contains("write it like anna@example.com"), refused.text());
        }
        assertTrue(send("ann@sub.mailinator.com").text().contains("lasts only for a short time"));
        assertEquals(
                422, send("fast@example.com", Map.of("issued", "forged.mark")).status());
        assertEquals(
                422,
                send("no@example.com", Map.of("purposes", List.of("profiling"))).status());
        assertEquals(
                404,
                shop.server()
                        .send("POST", "/tag/forms/" + writeKey + "/nothing", "{}", Map.of("Content-Type", "text/plain"))
                        .status());
        assertTrue(result().path("refused").asLong() >= 9);
        assertEquals(List.of(), mailsTo("machine@example.com"));
    }

    @Test
    void shouldWorkAsAPageWithoutScript() throws Exception {
        Answer page = shop.server().send("GET", "/f/" + form + "?language=it", "", Map.of());
        assertEquals(200, page.status());
        assertTrue(page.text().contains("<html lang=\"it\">") && page.text().contains("Iscriviti"), page.text());
        assertTrue(shop.server().send("GET", "/f/" + form, "", Map.of()).text().contains("news by &lt;e-mail&gt;"));
        Matcher issued = Pattern.compile("name=\"issued\" value=\"([^\"]+)\"").matcher(page.text());
        assertTrue(issued.find());
        shop.later(Duration.ofSeconds(3));
        Map<String, String> headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        String fields =
                "issued=" + URLEncoder.encode(issued.group(1), StandardCharsets.UTF_8) + "&website=&t.first_name=Dora";
        Answer wrong = shop.server()
                .send("POST", "/f/" + form + "?language=it", fields + "&email=dora%40example.com", headers);
        assertEquals(422, wrong.status());
        assertTrue(wrong.text().contains("role=\"alert\"") && wrong.text().contains("value=\"Dora\""), wrong.text());
        Answer thanked = shop.server()
                .send(
                        "POST",
                        "/f/" + form + "?language=it",
                        fields + "&email=dora%40example.com&purpose=EMAIL&purpose=PROFILING&topic=news&topic=offers",
                        headers);
        assertTrue(thanked.text().contains("Guarda nella tua casella."), thanked.text());
        Await.until("asked back", () -> mailsTo("dora@example.com").size() == 1);
        MimeMessage mail = mailsTo("dora@example.com").getFirst();
        assertEquals("Conferma", mail.getSubject());
        assertFalse(
                com.icegreen.greenmail.util.GreenMailUtil.getBody(mail).contains("Dora"), "what was typed stays out");
        assertTrue(shop.server().send("POST", link(mail), "", Map.of()).text().contains("Fatto."));
        Await.until("welcomed", () -> mailsTo("dora@example.com").size() == 2);
        assertEquals("Welcome Dora", mailsTo("dora@example.com").getLast().getSubject());
    }

    @Test
    void shouldFinishAfterAStopWhatWasConfirmedAndFollowWhoAgreedToBeFollowed() throws Exception {
        shop.server()
                .percorso()
                .collector()
                .acceptStated(
                        FlowShop.SHOP,
                        "test",
                        List.of(new Event(
                                "followed",
                                Event.Kind.IDENTIFY,
                                "",
                                Optional.of("browser-of-eve"),
                                Optional.empty(),
                                Optional.empty(),
                                shop.clock.instant(),
                                Map.of(),
                                Map.of("consent.analytics", true, "consent.profiling", true),
                                "test")));
        String submitted = shop.publish(WELCOME.replace("FORM", form).replace("\"confirmed\"", "\"submitted\""));
        send("eve@example.com", Map.of("anonymousId", "browser-of-eve"));
        shop.awaitCount(submitted, "entered", 1);
        Await.until("asked back", () -> mailsTo("eve@example.com").size() == 1);
        shop.restart();
        assertTrue(shop.server()
                .send("POST", link(mailsTo("eve@example.com").getFirst()), "", Map.of())
                .text()
                .contains("You are in."));
        Await.until("welcomed", () -> mailsTo("eve@example.com").size() == 2);
    }
}
