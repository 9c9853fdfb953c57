package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Coupons from the flow that gives them out to the order that redeems them, points and tiers, in a whole server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoyaltyInFlowsTest {
    private static final String POOLS = FlowShop.API + "/coupon-pools";
    private FlowShop shop;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException, InterruptedException {
        shop = new FlowShop(folder);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void shouldMailTheSameCodeOfARunAlsoAfterARestart() throws Exception {
        String pool = pool("Welcome", Map.of("pattern", "WELCOME-????-????", "validDays", 14));
        String flow = publish("Came", pool, """
                {"id": "thank", "type": "addPoints", "points": 5, "reason": "Welcome", "next": "mail"},
                {"id": "mail", "type": "email", "purpose": "transactional", "subject": "{{ coupon.code }} till {{ coupon.expires }}",
                 "body": "<p>{{ coupon.percent }} percent</p>", "next": "pause"},
                {"id": "pause", "type": "wait", "duration": "P1D", "next": "again"},
                {"id": "again", "type": "email", "purpose": "transactional", "subject": "Still {{ coupon.code }}",
                 "body": "<p>Bye</p>", "next": "end"},
                """, "thank");
        String lastDay = LocalDate.ofInstant(shop.clock.instant(), ZoneId.of("Europe/Rome"))
                .plusDays(14)
                .toString();
        shop.person("ann", true);
        shop.track("ann", "Came", Map.of());
        Await.until("the first mail", () -> mails("ann").size() == 1);
        String code = codes(pool).get(0).path("code").asString();
        shop.restart();
        shop.later(Duration.ofDays(1));
        Await.until("the second mail", () -> mails("ann").size() == 2);

        assertTrue(code.matches("WELCOME-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}"), code);
        assertEquals(List.of(code + " till " + lastDay, "Still " + code), mails("ann"));
        shop.awaitCount(flow, "exited", 1);
        assertEquals(5, account("ann").path("points").asLong());
        // One per person: whoever comes again gets what they have.
        shop.track("ann", "Came", Map.of());
        Await.until("the third mail", () -> mails("ann").size() == 3);
        assertEquals(code + " till " + lastDay, mails("ann").getLast());
        assertEquals(1, codes(pool).size());
    }

    @Test
    void shouldLeadPeopleTheOtherWayWhenThereIsNoCodeAndSaySo() throws Exception {
        String pool = pool("Rare", Map.of("pattern", "RARE-????????", "stock", 2));
        String flow = publish("Wanted", pool, """
                {"id": "good", "type": "setTrait", "trait": "rare", "value": "got", "next": "end"},
                {"id": "bad", "type": "setTrait", "trait": "rare", "value": "none", "next": "end"},
                """, "good");
        List<String> names = List.of("r1", "r2", "r3", "r4");
        shop.together(() -> names.forEach(name -> {
            shop.person(name, true);
            shop.track(name, "Wanted", Map.of());
        }));
        shop.awaitCount(flow, "exited", 4);
        Await.until(
                "everybody's trait",
                () -> names.stream().allMatch(name -> !rare(name).isEmpty()));

        assertEquals(
                List.of("got", "got", "none", "none"),
                names.stream().map(this::rare).toList());
        Set<String> different = new HashSet<>();
        codes(pool).forEach(code -> different.add(code.path("code").asString()));
        assertEquals(2, different.size());
        assertEquals(0, view(pool).path("left").asInt());
        assertTrue(view(pool).path("isLow").asBoolean());
        JsonNode failures = failures(flow);
        assertEquals(2, failures.size());
        assertEquals("coupon", failures.get(0).path("kind").asString());
        assertEquals("EMPTY", failures.get(0).path("reason").asString());

        save(pool, "Rare", Map.of("pattern", "RARE-????????", "stock", 3));
        shop.person("r5", true);
        shop.track("r5", "Wanted", Map.of());
        Await.until("the next one", () -> rare("r5").equals("got"));
        assertEquals(0, failures(flow).size());
    }

    @Test
    void shouldRedeemACodeOnceByACallOrAnOrder() throws Exception {
        String pool = pool("Redeem", Map.of("pattern", "R-????-????", "validDays", 3, "perPerson", 3));
        known("bob");
        String first = issue(pool, "bob", "one");
        String second = issue(pool, "bob@example.com", "two");
        String third = issue(pool, "bob", "three");
        assertEquals(first, issue(pool, "bob", "one"));

        assertEquals("unknown", why(Map.of("code", "R-AAAA-AAAA")));
        known("eve");
        assertEquals("otherPerson", why(Map.of("code", first, "person", "eve")));
        assertEquals("", why(Map.of("code", first, "tryOnly", true)));
        assertEquals("", why(Map.of("code", " " + first.toLowerCase(java.util.Locale.ROOT), "order", "o1")));
        assertEquals("", why(Map.of("code", first, "order", "o1")));
        assertEquals("redeemed", why(Map.of("code", first, "order", "o2")));
        assertEquals("redeemed", why(Map.of("code", first)));

        shop.track(
                "bob",
                "Order Completed",
                Map.of("coupon", second.toLowerCase(java.util.Locale.ROOT), "order_id", "o3"));
        shop.track("bob", "Order Completed", Map.of("coupon", true));
        Await.until("the order redeems", () -> state(pool, second).equals("redeemed"));
        assertEquals("o3", code(pool, second).path("order").asString());
        shop.later(Duration.ofDays(4));
        assertEquals("expired", why(Map.of("code", third)));
        assertEquals("expired", state(pool, third));
        JsonNode counts = view(pool).path("codes");
        assertEquals(
                List.of(3, 0, 2, 1),
                List.of(
                        counts.path("given").asInt(),
                        counts.path("good").asInt(),
                        counts.path("redeemed").asInt(),
                        counts.path("expired").asInt()));
        assertEquals(1, people(Map.of("kind", "coupon", "label", pool, "value", "redeemed")));
    }

    @Test
    void shouldGiveOutUploadedCodesInTheirOrder() throws Exception {
        String pool = pool("Uploaded", Map.of());
        Answer uploaded = upload(pool, "code;note\nAAA-1;x\n aaa-1 ;twice\nBBB 2;blank\nCCC-3;z\n");
        assertEquals("{\"added\":2,\"already\":1,\"wrong\":[\"BBB 2\"]}", uploaded.text());
        assertEquals("notIssued", why(Map.of("code", "AAA-1")));
        known("una");
        known("ugo");
        known("ulf");

        assertEquals("AAA-1", issue(pool, "una", "u"));
        assertEquals("AAA-1", issue(pool, "una", "another"));
        assertEquals("CCC-3", issue(pool, "ugo", "u"));
        assertEquals(
                409,
                post("/coupon-pools/" + pool + "/codes", Map.of("person", "ulf"))
                        .status());
        assertEquals(409, shop.server().delete(POOLS + "/" + pool).status());
        String csv = shop.server().get(POOLS + "/" + pool + "/codes.csv").text();
        assertTrue(csv.contains("CCC-3,issued,"), csv);

        assertEquals("", why(Map.of("code", "AAA-1", "order", "o9")));
        assertEquals(
                409,
                post("/coupon-pools/" + pool + "/codes", Map.of("person", "una"))
                        .status());
    }

    @Test
    void shouldRefuseWhatMakesNoSense() throws Exception {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("pattern", "SHORT-??"),
                Map.of("pattern", "with space ????????"),
                Map.of("validDays", 0),
                Map.of("stock", 5),
                Map.of("benefit", Map.of("kind", "percent", "percent", 101)),
                Map.of("benefit", Map.of("kind", "amount", "amount", 5, "currency", "QQQ")))) {
            Answer answer = shop.server().post(POOLS, content("Wrong", wrong));
            assertEquals(422, answer.status(), wrong + " " + answer.text());
        }
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("person", "nobody", "points", 5, "reason", "x"),
                Map.of("points", 5, "reason", "x"),
                Map.of("person", "ann", "points", 0, "reason", "x"),
                Map.of("person", "ann", "points", 5, "reason", " "))) {
            assertEquals(422, post("/loyalty/points", wrong).status(), wrong.toString());
        }
        Map<String, Object> tier = Map.of("name", "A", "points", 1);
        assertEquals(
                422,
                shop.server()
                        .put(FlowShop.API + "/loyalty/tiers", Map.of("tiers", List.of(tier, tier)))
                        .status());
        pool("Taken", Map.of());
        assertEquals(422, shop.server().post(POOLS, content("taken", Map.of())).status());
        assertEquals(
                404,
                post("/coupon-pools/nothing/codes", Map.of("person", "ann")).status());
    }

    @Test
    void shouldFollowMergesAndForgetWhoseACodeWas() throws Exception {
        String pool = pool("Merged", Map.of("pattern", "M-????-????"));
        known("old");
        known("new");
        String code = issue(pool, "old", "m");
        added("old", 50, "a present", "r3");
        added("new", 7, "another", "r4");
        int kept = shop.personNumber("new");
        int merged = shop.personNumber("old");
        assertEquals(
                true,
                post("/people/" + kept + "/merges", Map.of("other", Integer.toString(merged)))
                                .status()
                        < 300);
        Await.until(
                "the code follows",
                () -> code(pool, code).path("personId").asString().equals(Integer.toString(kept)));
        assertEquals(57, account("new").path("points").asLong());
        JsonNode story = shop.server()
                .get(FlowShop.API + "/people/" + kept + "/timeline")
                .json();
        assertTrue(
                story.path("entries")
                        .valueStream()
                        .anyMatch(entry -> entry.path("name").asString().equals(code)),
                story.toString());
        String export =
                shop.server().get(FlowShop.API + "/people/" + kept + "/export").text();
        assertTrue(export.contains(code) && export.contains("a present"), export);

        post("/people/" + kept + "/erasure", Map.of());
        Await.until("nobody has the code", () -> !code(pool, code).has("personId"));
        assertEquals("issued", state(pool, code));
        assertFalse(get(FlowShop.API + "/loyalty/people")
                .valueStream()
                .anyMatch(holder -> holder.path("personId").asString().equals(Integer.toString(kept))));
    }

    @Test
    void shouldAddPointsOnceAndBringPeopleIntoTiers() throws Exception {
        tiers(Map.of("Silver", 100, "Gold", 500));
        shop.publish("""
                {"entry": {"type": "event", "match": {"event": "Paid"}, "next": "add"}, "reentry": "always", "exits": [],
                 "steps": [{"id": "add", "type": "addPoints", "property": "value", "factor": 1.5, "reason": "Order", "next": "end"},
                 {"id": "end", "type": "exit"}]}
                """);
        shop.publish("""
                {"entry": {"type": "event", "match": {"event": "Tier Changed", "where": [
                   {"property": "tier", "operator": "equals", "value": "Gold"},
                   {"property": "direction", "operator": "equals", "value": "up"}]}, "next": "mail"},
                 "reentry": "always", "exits": [],
                 "steps": [{"id": "mail", "type": "email", "purpose": "transactional",
                    "subject": "{{ person.tier }} with {{ person.points }}", "body": "<p>!</p>", "next": "end"},
                 {"id": "end", "type": "exit"}]}
                """);
        shop.person("pia", true);
        shop.track("pia", "Paid", Map.of("value", 80.9));
        shop.track("pia", "Paid", Map.of("value", "nothing"));
        Await.until("Silver", () -> trait("pia", "tier").equals("Silver"));
        assertEquals("121", trait("pia", "points"));
        shop.track("pia", "Paid", Map.of("value", 300));
        Await.until("the mail", () -> mails("pia").equals(List.of("Gold with 571")));

        assertEquals("{\"added\":-571,\"points\":0}", added("pia", -1000, "spent", "r1"));
        assertEquals("{\"added\":-571,\"points\":0}", added("pia", -1000, "spent", "r1"));
        assertEquals("{\"added\":7,\"points\":7}", added("pia@example.com", 7, "back", "r2"));
        JsonNode account = account("pia");
        assertEquals(
                List.of(7L, -571L, 450L, 121L),
                account.path("lines")
                        .valueStream()
                        .map(line -> line.path("points").asLong())
                        .toList());
        assertEquals("Gold", account.path("tier").asString());
        assertEquals(-1000, account.path("lines").get(1).path("asked").asLong());
        Await.until("the trait", () -> trait("pia", "points").equals("7"));
        assertEquals(1, people(Map.of("kind", "tier", "value", "Gold")));
        assertEquals(
                1,
                post(
                                "/segments/preview",
                                Map.of(
                                        "condition",
                                        Map.of(
                                                "type",
                                                "trait",
                                                "trait",
                                                "tier",
                                                "operator",
                                                "equals",
                                                "value",
                                                "Gold")))
                        .json()
                        .path("size")
                        .asInt());
        tiers(Map.of("Silver", 100));
        Await.until("Silver again", () -> trait("pia", "tier").equals("Silver"));
        assertEquals(List.of("Gold with 571"), mails("pia"));
    }

    private JsonNode account(String person) {
        return get(FlowShop.API + "/people/" + shop.personNumber(person) + "/points");
    }

    private void tiers(Map<String, Integer> from) throws IOException, InterruptedException {
        List<Map<String, Object>> tiers = from.entrySet().stream()
                .map(tier -> Map.<String, Object>of("name", tier.getKey(), "points", tier.getValue()))
                .toList();
        Answer saved = shop.server().put(FlowShop.API + "/loyalty/tiers", Map.of("tiers", tiers));
        assertEquals(200, saved.status(), saved.text());
    }

    private String added(String person, long points, String reason, String request)
            throws IOException, InterruptedException {
        return post("/loyalty/points", Map.of("person", person, "points", points, "reason", reason, "request", request))
                .text();
    }

    private int people(Map<String, Object> query) throws IOException, InterruptedException {
        return post("/reports/people", query).json().path("total").asInt();
    }

    private String publish(String event, String pool, String steps, String next)
            throws IOException, InterruptedException {
        return shop.publish("""
                {"entry": {"type": "event", "match": {"event": "%1$s"}, "next": "give"}, "reentry": "always", "exits": [],
                 "steps": [{"id": "give", "type": "issueCoupon", "pool": "%2$s", "next": "%3$s", "otherwise": "%4$s"},
                 %5$s {"id": "end", "type": "exit"}]}
                """.formatted(event, pool, next, steps.contains("\"bad\"") ? "bad" : "end", steps));
    }

    private void known(String user) throws InterruptedException {
        shop.person(user, true);
        shop.accept(new Event(
                "seen-" + user,
                Event.Kind.TRACK,
                "Seen",
                Optional.empty(),
                Optional.of(user),
                Optional.empty(),
                shop.clock.instant(),
                Map.of(),
                Map.of(),
                "test"));
        shop.server().percorso().awaitProjection();
    }

    private static Map<String, Object> content(String name, Map<String, Object> more) {
        Map<String, Object> content =
                new HashMap<>(Map.of("name", name, "benefit", Map.of("kind", "percent", "percent", 10)));
        content.putAll(more);
        return content;
    }

    private String pool(String name, Map<String, Object> more) throws IOException, InterruptedException {
        Answer created = shop.server().post(POOLS, content(name, more));
        assertEquals(201, created.status(), created.text());
        return created.json().path("id").asString();
    }

    private void save(String pool, String name, Map<String, Object> more) throws IOException, InterruptedException {
        assertEquals(
                200, shop.server().put(POOLS + "/" + pool, content(name, more)).status());
    }

    private String issue(String pool, String person, String request) throws IOException, InterruptedException {
        Answer issued = post("/coupon-pools/" + pool + "/codes", Map.of("person", person, "request", request));
        assertEquals(201, issued.status(), issued.text());
        return issued.json().path("code").asString();
    }

    private String why(Map<String, Object> redeem) throws IOException, InterruptedException {
        JsonNode answer = post("/coupons/redeem", redeem).json();
        assertEquals(answer.path("valid").asBoolean(), !answer.has("why"), answer.toString());
        return answer.path("why").asString("");
    }

    private Answer post(String path, Object body) throws IOException, InterruptedException {
        return shop.server().post(FlowShop.API + path, body);
    }

    private Answer upload(String pool, String csv) throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>(shop.server().session());
        headers.put("Content-Type", "text/csv");
        return shop.server().send("POST", POOLS + "/" + pool + "/csv", csv, headers);
    }

    private JsonNode get(String path) {
        try {
            return shop.server().get(path).json();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private JsonNode view(String pool) {
        return get(POOLS)
                .valueStream()
                .filter(each -> each.path("id").asString().equals(pool))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode codes(String pool) {
        return get(POOLS + "/" + pool + "/codes").path("codes");
    }

    private JsonNode code(String pool, String code) {
        return get(POOLS + "/" + pool + "/codes?search=" + code).path("codes").path(0);
    }

    private String state(String pool, String code) {
        return code(pool, code).path("state").asString();
    }

    private JsonNode failures(String flow) {
        return get(FlowShop.API + "/flows/" + flow + "/failures");
    }

    private String rare(String person) {
        return trait(person, "rare");
    }

    private String trait(String person, String trait) {
        People people = shop.server().percorso().people();
        return people.find(FlowShop.SHOP, IdentityKind.USER, person)
                .map(known -> String.valueOf(known.traits().getOrDefault(trait, "")))
                .orElse("");
    }

    private List<String> mails(String person) {
        return shop.received().stream()
                .filter(mail -> mail.startsWith(person + "@"))
                .map(mail -> mail.substring(mail.indexOf(": ") + 2))
                .toList();
    }
}
