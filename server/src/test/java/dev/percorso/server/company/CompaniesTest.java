package dev.percorso.server.company;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.collect.imports.ImportRun;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.IdentityKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Companies as the SDKs of others speak of them, in one server. */
@TestInstance(Lifecycle.PER_CLASS)
class CompaniesTest {
    private static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

    @TempDir
    private static Path data = Path.of("");

    private RunningPercorso percorso;

    @SuppressWarnings("NullAway.Init") // JUnit calls start() first
    CompaniesTest() {}

    @BeforeAll
    void start() throws Exception {
        percorso = new RunningPercorso(data.resolve("data"), () -> NOW);
    }

    @AfterAll
    void stop() {
        percorso.close();
    }

    /** A workspace of its own, as a sender sees it. */
    private final class Shop {
        final String path;
        final WorkspaceId id;
        final String key;

        Shop(String name) throws Exception {
            percorso.post("/api/workspaces", Map.of("id", name, "name", name, "timeZone", "UTC"));
            path = "/api/workspaces/" + name;
            id = new WorkspaceId(name);
            key = percorso.post(path + "/sources", Map.of("name", "Shop", "kind", "server", "consent", "elsewhere"))
                    .json()
                    .get("writeKey")
                    .asString();
        }

        void send(String address, String body) throws Exception {
            Answer answer = percorso.send("POST", address, body.replace("KEY", key), Map.of());
            assertEquals(200, answer.status(), answer::text);
        }

        void segment(String call, String body) throws Exception {
            send("/v1/" + call, "{\"writeKey\":\"KEY\"," + body + "}");
        }

        void track(String user, String event, String time) throws Exception {
            segment(
                    "track",
                    "\"userId\":\"%s\",\"event\":\"%s\",\"timestamp\":\"%s\",\"properties\":{\"revenue\":10}"
                            .formatted(user, event, time));
        }

        JsonNode get(String address) throws Exception {
            percorso.percorso().awaitProjection();
            Answer answer = percorso.get(path + address);
            assertEquals(200, answer.status(), answer::text);
            return answer.json();
        }

        JsonNode post(String address, Object body) throws Exception {
            percorso.percorso().awaitProjection();
            Answer answer = percorso.post(path + address, body);
            assertEquals(200, answer.status(), answer::text);
            return answer.json();
        }

        String person(String user) throws Exception {
            percorso.percorso().awaitProjection();
            return Integer.toString(percorso.percorso()
                    .people()
                    .find(id, IdentityKind.USER, user)
                    .orElseThrow()
                    .id());
        }

        List<String> withTrait(String trait) throws Exception {
            return labels(get("/people?trait=" + URLEncoder.encode(trait, StandardCharsets.UTF_8))
                    .get("people"));
        }
    }

    private static List<String> labels(JsonNode list) {
        List<String> labels = new ArrayList<>();
        list.forEach(one -> labels.add(one.get("label").asString()));
        return labels.stream().sorted().toList();
    }

    private static Map<String, Object> scope(String unit) {
        return Map.of("from", "2026-03-01", "to", "2026-03-10", "compare", "none", "unit", unit);
    }

    @Test
    void shouldChangeCompaniesByHandAsEventsDo() throws Exception {
        // given two people, one of whom a source puts into a company
        Shop shop = new Shop("hand");
        shop.segment("group", "\"groupId\":\"acme\",\"userId\":\"anna\",\"traits\":{\"plan\":\"free\"}");
        shop.segment("identify", "\"userId\":\"bruno\",\"traits\":{\"city\":\"Bari\"}");
        String companies = shop.path + "/companies";
        String bruno = shop.path + "/people/" + shop.person("bruno") + "/traits/group.id";

        // when
        Answer created = percorso.post(
                companies, Map.of("id", "bolt & co", "type", "supplier", "traits", Map.of("name", "Bolt", "seats", 4)));
        String bolt = companies + "/bolt%20%26%20co";
        Answer moved = percorso.put(bruno, Map.of("value", "bolt & co"));
        Answer changed = percorso.put(bolt + "/traits/plan", Map.of("value", "gold"));
        percorso.put(companies + "/acme/traits/plan", Map.of("value", "silver"));

        // then reports see it at once, and the history says who it was
        assertEquals(201, created.status(), created::text);
        assertEquals("Bolt", created.json().get("label").asString());
        assertEquals(200, moved.status(), moved::text);
        assertEquals("operator:Ada", changed.json().at("/history/0/source").asString(), changed::text);
        assertEquals(List.of("bruno"), shop.withTrait("group.plan:gold"));
        assertEquals(List.of("bruno"), shop.withTrait("group.type:supplier"));
        assertEquals(List.of("anna"), shop.withTrait("group.plan:silver"));

        // and what is wrong is refused as from a source
        assertEquals(409, percorso.post(companies, Map.of("id", "acme")).status());
        assertEquals(422, percorso.post(companies, Map.of("id", "undefined")).status());
        assertEquals(422, percorso.post(companies, Map.of("id", " ")).status());
        assertEquals(422, percorso.put(bruno, Map.of("value", "null")).status());
        assertEquals(
                422,
                percorso.put(bolt + "/traits/x", Map.of("value", List.of(1))).status());
        assertEquals(
                404,
                percorso.put(companies + "/nobody/traits/x", Map.of("value", 1)).status());
        assertEquals(404, percorso.delete(companies + "/nobody").status());

        // when a trait and a type are taken away, and then the company
        percorso.delete(bolt + "/traits/plan");
        percorso.patch(bolt, Map.of("type", ""));
        assertEquals(List.of(), shop.withTrait("group.plan:gold"));
        assertEquals(List.of(), shop.withTrait("group.type:supplier"));
        assertEquals(List.of("bruno"), shop.withTrait("group.name:Bolt"));
        assertEquals(204, percorso.delete(bolt).status());

        // then its people stay and belong to none, until a source speaks of it again
        assertEquals(404, percorso.get(bolt).status());
        assertEquals(List.of(), shop.withTrait("group.name:Bolt"));
        assertEquals(1, shop.get("/companies").get("members").asInt());
        shop.segment("group", "\"groupId\":\"bolt & co\",\"userId\":\"bruno\"");
        assertEquals(2, shop.get("/companies").get("members").asInt());
        assertEquals(List.of(), names(shop.get("/companies/bolt%20%26%20co").get("history")));
    }

    private static List<String> names(JsonNode history) {
        List<String> names = new ArrayList<>();
        history.forEach(change -> names.add(change.get("trait").asString()));
        return names;
    }

    @Test
    void shouldKnowCompaniesByWhatAnySdkSaysOfThem() throws Exception {
        Shop shop = new Shop("sdks");
        shop.segment("group", "\"groupId\":\"acme\",\"traits\":{\"name\":\"Acme\",\"plan\":\"free\"}");
        shop.segment("group", "\"groupId\":\"acme\",\"userId\":\"anna\",\"traits\":{\"seats\":3}");
        shop.segment(
                "identify", "\"userId\":\"bruno\",\"context\":{\"groupId\":\"acme\"},\"traits\":{\"city\":\"Bari\"}");
        assertEquals(List.of("anna", "bruno"), shop.withTrait("group.plan:free"));
        shop.segment("group", "\"groupId\":\"acme\",\"traits\":{\"plan\":\"gold\"}");
        shop.send("/batch/", """
                {"api_key":"KEY","batch":[
                  {"event":"$groupidentify","uuid":"g1","distinct_id":"$company_bolt","properties":{
                    "$group_type":"company","$group_key":"bolt","$group_set":{"name":"Bolt"}}},
                  {"event":"Seen","uuid":"g2","distinct_id":"carla","properties":{"$groups":{"company":"bolt"}}}]}
                """);
        shop.send("/groups", """
                [{"$token":"KEY","$group_key":"company","$group_id":"corda","$set":{"name":"Corda","$x":1}},
                 {"$token":"KEY","$group_key":"company","$group_id":"corda","$add":{"seats":2},"$unset":["$x"]},
                 {"$token":"KEY","$group_key":"company","$group_id":"corda","$add":{"seats":5}}]
                """);
        shop.send("/groupidentify", "api_key=KEY&identification=" + URLEncoder.encode("""
                        [{"group_type":"company","group_value":"bolt",
                          "group_properties":{"$set":{"plan":"silver"},"$setOnce":{"name":"Never"}}}]
                        """, StandardCharsets.UTF_8));

        assertEquals(List.of("anna", "bruno"), shop.withTrait("group.plan:gold"));
        assertEquals(List.of("carla"), shop.withTrait("group.plan:silver"));
        percorso.percorso().journeys().rebuild(shop.id);
        assertEquals(List.of("anna", "bruno"), shop.withTrait("group.plan:gold"));
        assertEquals(List.of(), shop.withTrait("group.plan:free"));
        assertEquals(
                Map.of(
                        "city",
                        "Bari",
                        "group.id",
                        "acme",
                        "group.name",
                        "Acme",
                        "group.plan",
                        "gold",
                        "group.seats",
                        3L),
                percorso.percorso().people().traits(shop.id, Integer.parseInt(shop.person("bruno"))));
        JsonNode list = shop.get("/companies?sort=name");
        assertEquals(List.of("Acme", "Bolt", "Corda"), labels(list.get("companies")));
        assertEquals(List.of(2, 1, 0), people(list));
        assertEquals(3, list.get("members").asInt());
        assertEquals(List.of("Bolt"), labels(shop.get("/companies?search=BOL").get("companies")));
        JsonNode acme = shop.get("/companies/acme");
        assertEquals("gold", acme.get("traits").get("plan").asString());
        assertEquals("plan=\"gold\"", changes(acme).getFirst());
        assertEquals(Set.of("plan=\"gold\"", "seats=3", "plan=\"free\"", "name=\"Acme\""), Set.copyOf(changes(acme)));
        assertEquals(7, shop.get("/companies/corda").get("traits").get("seats").asInt());
        assertNull(shop.get("/companies/corda").get("traits").get("$x"));
        assertEquals(404, percorso.get(shop.path + "/companies/nobody").status());
        assertEquals(3, percorso.percorso().people().count(shop.id));
    }

    private static List<Integer> people(JsonNode page) {
        List<Integer> people = new ArrayList<>();
        page.get("companies")
                .forEach(company -> people.add(company.get("people").asInt()));
        return people;
    }

    private static List<String> changes(JsonNode company) {
        List<String> changes = new ArrayList<>();
        company.get("history")
                .forEach(change -> changes.add(change.get("trait").asString() + "="
                        + change.get("value").toString()));
        return changes;
    }

    @Test
    void shouldCountCompaniesInThePlaceOfPeople() throws Exception {
        Shop shop = new Shop("reports");
        for (String user : List.of("anna", "bruno")) {
            shop.segment("group", "\"groupId\":\"acme\",\"userId\":\"" + user + "\",\"traits\":{\"plan\":\"gold\"}");
        }
        shop.segment("group", "\"groupId\":\"bolt\",\"userId\":\"carla\",\"traits\":{\"plan\":\"free\"}");
        shop.track("anna", "Product Viewed", "2026-03-02T10:00:00Z");
        shop.track("bruno", "Order Completed", "2026-03-03T10:00:00Z");
        shop.track("carla", "Product Viewed", "2026-03-03T11:00:00Z");
        shop.track("dario", "Product Viewed", "2026-03-04T10:00:00Z");
        shop.track("dario", "Order Completed", "2026-03-04T11:00:00Z");

        assertEquals(List.of(3, 1), funnel(shop, "people"));
        assertEquals(List.of(2, 1), funnel(shop, "companies"));
        assertEquals(
                List.of("anna", "bruno"),
                labels(shop.post(
                                "/reports/people", Map.of("kind", "funnel", "funnel", funnelOf("companies"), "step", 2))
                        .get("people")));
        JsonNode activity = shop.post("/reports/lifecycle", Map.of("scope", scope("companies"), "interval", "month"));
        assertTrue(activity.toString().contains("2"), activity::toString);
        JsonNode overview = shop.post("/reports/overview", Map.of("scope", scope("companies")));
        assertEquals(2, overview.at("/totals/visitors").asInt(), overview::toString);
        JsonNode retention =
                shop.post("/reports/retention", Map.of("scope", scope("companies"), "period", "day", "periods", 2));
        assertEquals(2, sum(retention.get("cohorts")), retention::toString);
        Answer refused = percorso.post(shop.path + "/reports/commerce", Map.of("scope", scope("companies")));
        assertTrue(refused.text().contains("counts people only"), refused::text);

        JsonNode acme = shop.get("/companies/acme");
        assertEquals(10, acme.get("revenue").asInt());
        assertEquals(2, acme.get("sessions").asInt());
        List<String> told = new ArrayList<>();
        shop.get("/companies/acme/timeline")
                .get("entries")
                .forEach(entry -> told.add(entry.get("person").asString() + " "
                        + entry.get("entry").get("name").asString()));
        assertEquals(List.of("bruno Order Completed", "anna Product Viewed"), told);
        assertEquals(
                List.of("anna", "bruno"),
                labels(shop.get("/companies/acme/people").get("people")));

        percorso.put(shop.path + "/people/" + shop.person("bruno") + "/traits/group.id", Map.of("value", "bolt"));
        assertEquals(List.of("anna"), shop.withTrait("group.plan:gold"));
        assertEquals(List.of("bruno", "carla"), shop.withTrait("group.plan:free"));
        assertEquals(List.of(2, 0), funnel(shop, "companies"), "he ordered before the company looked");
    }

    private static int sum(JsonNode cohorts) {
        int sum = 0;
        for (JsonNode cohort : cohorts) {
            sum += cohort.get("size").asInt();
        }
        return sum;
    }

    private static Map<String, Object> funnelOf(String unit) {
        return Map.of(
                "scope",
                scope(unit),
                "window",
                "P7D",
                "steps",
                List.of(
                        Map.of("any", List.of(Map.of("event", "Product Viewed"))),
                        Map.of("any", List.of(Map.of("event", "Order Completed")))));
    }

    private static List<Integer> funnel(Shop shop, String unit) throws Exception {
        List<Integer> counts = new ArrayList<>();
        shop.post("/reports/funnel", funnelOf(unit))
                .get("steps")
                .forEach(step -> counts.add(step.get("count").asInt()));
        return counts;
    }

    @Test
    void shouldTellWhomMarketingMayUse() throws Exception {
        Shop shop = new Shop("consent");
        shop.segment(
                "identify",
                "\"userId\":\"anna\",\"traits\":{\"city\":\"Bari\"},"
                        + "\"context\":{\"consent\":{\"categoryPreferences\":{\"profiling\":true}}}");
        shop.segment("identify", "\"userId\":\"bruno\",\"traits\":{\"city\":\"Bari\"}");

        JsonNode preview = shop.post(
                "/segments/preview",
                Map.of("condition", Map.of("type", "trait", "trait", "city", "operator", "equals", "value", "Bari")));

        assertEquals(2, preview.get("size").asInt());
        assertEquals(1, preview.get("usable").asInt());
        assertEquals(List.of("anna"), labels(shop.get("/people?usable=true").get("people")));
    }

    @Test
    void shouldImportCompaniesAndTakeThemBack() throws Exception {
        Shop shop = new Shop("files");
        shop.segment("group", "\"groupId\":\"acme\",\"userId\":\"anna\",\"traits\":{\"plan\":\"free\"}");
        percorso.percorso().awaitProjection();
        Path file = Files.writeString(
                data.resolve("companies.csv"), "id,plan,who\nacme,gold,\nbolt,silver,\ncorda,free,bruno\n,x,\n");
        String mapping = """
                title: Companies
                kind: group
                user: {column: who}
                time: {constant: "2026-03-01T00:00:00Z"}
                id: [id]
                traits:
                  - {name: group.id, column: id}
                  - {name: group.plan, column: plan}
                """;

        ImportRun run = percorso.percorso().imports().runNow(shop.id, file, mapping, progress -> {});

        assertEquals(
                List.of("acme", "bolt", "corda"),
                labels(shop.get("/companies?sort=name").get("companies")));
        assertEquals(List.of("anna"), shop.withTrait("group.plan:gold"));
        assertTrue(percorso.percorso()
                .imports()
                .badLines(shop.id, run.id())
                .getFirst()
                .reason()
                .startsWith("no company"));

        Map<String, String> italian = new HashMap<>(percorso.session());
        italian.put("Accept-Language", "it");
        assertTrue(percorso.send("GET", shop.path + "/imports/" + run.id(), "", italian)
                .text()
                .contains("nessuna azienda: la caratteristica «group.id» è vuota"));

        percorso.percorso().imports().undo(shop.id, run.id(), "Ada");
        while (percorso.percorso().imports().get(shop.id, run.id()).status() == ImportRun.Status.UNDOING
                || percorso.percorso().people().count(shop.id) > 1) {
            Thread.sleep(10);
        }
        assertEquals(List.of("anna"), shop.withTrait("group.plan:free"));
        assertFalse(shop.get("/companies").toString().contains("bolt"));
    }
}
