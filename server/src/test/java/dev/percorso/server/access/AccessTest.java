package dev.percorso.server.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Router.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AccessTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path data = Path.of("");

    private RunningPercorso percorso;
    private Instant now = NOW;

    @SuppressWarnings("NullAway.Init") // JUnit calls start() first
    AccessTest() {}

    @BeforeEach
    void start() throws Exception {
        percorso = new RunningPercorso(data, () -> now);
    }

    @AfterEach
    void stop() {
        percorso.close();
    }

    @Test
    void shouldAnswerNothingWithoutSessionOrKey() throws Exception {
        Answer answer = percorso.send("GET", "/api/workspaces", "", Map.of());

        assertEquals(401, answer.status());
        assertEquals("not-signed-in", answer.json().get("code").asString());
        assertEquals("application/problem+json", answer.header("content-type").orElse(""));
    }

    @Test
    void shouldProtectTheCookie() throws Exception {
        Answer answer = percorso.send(
                "POST",
                "/api/session",
                Json.text(Map.of(
                        "email", percorso.administrator().user().email(),
                        "password", percorso.administrator().oneTimePassword())),
                Map.of("X-Forwarded-Proto", "https"));

        String cookie = answer.header("set-cookie").orElse("");
        assertTrue(cookie.contains("HttpOnly"), cookie);
        assertTrue(cookie.contains("SameSite=Lax"), cookie);
        assertTrue(cookie.contains("Secure"), cookie);
        assertTrue(answer.header("content-security-policy").orElse("").contains("script-src 'self';"));
    }

    @Test
    void shouldRefuseChangesWithoutCsrfToken() throws Exception {
        String cookie = percorso.session().getOrDefault("Cookie", "");

        Answer answer =
                percorso.send("POST", "/api/workspaces", "{\"id\":\"a\",\"name\":\"A\"}", Map.of("Cookie", cookie));

        assertEquals(403, answer.status());
        assertEquals("csrf-token-missing", answer.json().get("code").asString());
        assertEquals(0, percorso.get("/api/workspaces").json().size());
    }

    @Test
    void shouldLetAMemberIntoNoOtherWorkspace() throws Exception {
        // given somebody who may see one of two workspaces
        percorso.post("/api/workspaces", Map.of("id", "mine", "name", "Mine"));
        percorso.post("/api/workspaces", Map.of("id", "theirs", "name", "Theirs"));
        Map<String, Object> mine = Map.of("workspace", "mine", "role", "viewer");
        Answer vera = percorso.post(
                "/api/users",
                Map.of(
                        "email", "vera@example.com",
                        "name", "Vera",
                        "role", "editor",
                        "everywhere", false,
                        "memberships", List.of(mine)));
        String access = "/api/users/" + vera.json().get("id").asString() + "/access";
        Map<String, String> administrator = percorso.session();
        percorso.signIn("vera@example.com", vera.json().get("oneTimePassword").asString());

        // then no route of the other one answers, and none of hers that changes anything
        for (Route route : percorso.percorso().routes()) {
            if (route.access() == Access.PUBLIC) {
                continue;
            }
            if (!route.path().contains("{workspace}")) {
                assertTrue(
                        route.access() == Access.SIGNED_IN || route.access() == Access.ADMINISTER,
                        () -> route.path() + " belongs to no workspace, so no role in one can allow it");
                if (route.access() == Access.ADMINISTER) {
                    assertEquals(403, ask(route, "").status(), route::path);
                }
                continue;
            }
            Answer other = ask(route, "theirs");
            assertEquals(404, other.status(), () -> route.method() + " " + route.path() + ": " + other.text());
            assertTrue(other.json().get("detail").asString().startsWith("Workspace 'theirs'"), other::text);
            if (route.access() != Access.VIEW) {
                assertEquals(403, ask(route, "mine").status(), route::path);
            }
        }
        assertEquals(200, percorso.get("/api/workspaces/mine").status());
        assertEquals(1, percorso.get("/api/workspaces").json().size());
        JsonNode session = percorso.get("/api/session").json();
        assertEquals(1, session.get("workspaces").size());
        assertEquals("viewer", session.at("/workspaces/0/role").asString());
        assertEquals("mine", session.at("/workspaces/0/id").asString());

        // and what an administrator changes holds from the next request on
        assertEquals(
                200,
                percorso.send("PUT", access, "{\"role\":\"viewer\",\"everywhere\":true}", administrator)
                        .status());
        assertEquals(200, percorso.get("/api/workspaces/theirs").status());
        assertEquals(
                403,
                percorso.patch("/api/workspaces/theirs", Map.of("name", "X")).status());
        String editor = Json.text(Map.of(
                "role",
                "viewer",
                "everywhere",
                false,
                "memberships",
                List.of(mine, Map.of("workspace", "theirs", "role", "editor"))));
        assertEquals(200, percorso.send("PUT", access, editor, administrator).status());
        assertEquals(
                200,
                percorso.patch("/api/workspaces/theirs", Map.of("name", "X")).status());
        assertEquals(
                403, percorso.patch("/api/workspaces/mine", Map.of("name", "X")).status());

        // and nonsense is refused
        for (String wrong : List.of(
                "{\"everywhere\":true}",
                "{\"role\":\"viewer\",\"memberships\":[{\"workspace\":\"mine\",\"role\":\"administrator\"}]}",
                "{\"role\":\"viewer\",\"memberships\":[{\"workspace\":\"mine\"}]}",
                "{\"role\":\"viewer\",\"memberships\":[" + Json.text(mine) + "," + Json.text(mine) + "]}")) {
            assertEquals(422, percorso.send("PUT", access, wrong, administrator).status(), wrong);
        }
        assertEquals(
                404,
                percorso.send(
                                "PUT",
                                access,
                                "{\"role\":\"viewer\",\"memberships\":[{\"workspace\":\"none\",\"role\":\"viewer\"}]}",
                                administrator)
                        .status());
        String own = "/api/users/" + percorso.administrator().user().id() + "/access";
        assertEquals(
                403,
                percorso.send("PUT", own, "{\"role\":\"viewer\"}", administrator)
                        .status());
    }

    private Answer ask(Route route, String workspace) throws Exception {
        String path = route.path().replace("{workspace}", workspace).replaceAll("\\{[^}]*}", "1");
        String body = route.method().equals("GET") ? "" : "{}";
        return percorso.send(route.method(), path, body, percorso.session());
    }

    @Test
    void shouldSlowDownGuessing() throws Exception {
        String body = Json.text(Map.of("email", "nobody@example.com", "password", "wrong"));

        for (int i = 0; i < 10; i++) {
            assertEquals(
                    401, percorso.send("POST", "/api/session", body, Map.of()).status());
        }
        Answer answer = percorso.send("POST", "/api/session", body, Map.of());

        assertEquals(429, answer.status());
        assertTrue(answer.header("retry-after").isPresent());
    }

    @Test
    void shouldEndSessionsOnSignOutAndAfterTheirLife() throws Exception {
        Map<String, String> first = percorso.session();
        assertEquals(204, percorso.delete("/api/session").status());
        assertEquals(401, percorso.send("GET", "/api/session", "", first).status());

        percorso.signIn(
                percorso.administrator().user().email(),
                percorso.administrator().oneTimePassword());
        assertEquals(200, percorso.get("/api/session").status());
        now = NOW.plus(Users.SESSION_LIFE).plusSeconds(1);
        assertEquals(401, percorso.get("/api/session").status());
    }

    @Test
    void shouldChangePasswordAndEndOtherSessions() throws Exception {
        Map<String, String> other = percorso.session();
        String email = percorso.administrator().user().email();
        percorso.signIn(email, percorso.administrator().oneTimePassword());

        Answer tooShort = percorso.put(
                "/api/session/password",
                Map.of("current", percorso.administrator().oneTimePassword(), "replacement", "short"));
        assertEquals(422, tooShort.status());
        assertEquals("/replacement", tooShort.json().at("/errors/0/field").asString());

        Answer changed = percorso.put(
                "/api/session/password",
                Map.of("current", percorso.administrator().oneTimePassword(), "replacement", "a long new password"));
        assertEquals(204, changed.status());
        assertEquals(200, percorso.get("/api/session").status());
        assertFalse(percorso.get("/api/session")
                .json()
                .at("/user/mustChangePassword")
                .asBoolean());
        assertEquals(401, percorso.send("GET", "/api/session", "", other).status());
    }

    @Test
    void shouldKeepRolesApart() throws Exception {
        Answer viewer =
                percorso.post("/api/users", Map.of("email", "Vera@Example.com", "name", "Vera", "role", "viewer"));
        assertEquals(201, viewer.status());
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));

        percorso.signIn("vera@example.com", viewer.json().get("oneTimePassword").asString());

        assertEquals(200, percorso.get("/api/workspaces/shop").status());
        assertEquals(
                403,
                percorso.patch("/api/workspaces/shop", Map.of("name", "Mine")).status());
        assertEquals(403, percorso.get("/api/users").status());
    }

    @Test
    void shouldDeleteAUserAndKeepWhatTheUserDid() throws Exception {
        // given an editor who made things, and to whom a report is sent
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        Answer vera =
                percorso.post("/api/users", Map.of("email", "vera@example.com", "name", "Vera", "role", "editor"));
        String id = vera.json().get("id").asString();
        String password = vera.json().get("oneTimePassword").asString();
        String own = percorso.administrator().user().id();
        Map<String, String> administrator = percorso.session();
        percorso.signIn("vera@example.com", password);
        Map<String, Object> report = Map.of(
                "name",
                "Mornings",
                "report",
                Map.of("kind", "overview", "request", Map.of()),
                "frequency",
                "daily",
                "users",
                List.of(id));
        Map<String, Object> alert = Map.of(
                "name", "Visitors",
                "report", Map.of("kind", "overview", "request", Map.of()),
                "figure", "visitors",
                "rule", Map.of("kind", "threshold", "direction", "down", "value", 10),
                "users", List.of(own, id));
        Map<String, Object> note = Map.of("day", "2026-02-28", "text", "Sale begins");
        for (var made : Map.of("annotations", note, "scheduled-reports", report, "alerts", alert)
                .entrySet()) {
            Answer answer = percorso.post("/api/workspaces/shop/" + made.getKey(), made.getValue());
            assertEquals(201, answer.status(), answer.text());
        }

        // then nobody deletes themselves, nor the last administrator
        assertEquals(
                403,
                percorso.send("DELETE", "/api/users/" + own, "", administrator).status());
        ProblemException refused = assertThrows(
                ProblemException.class, () -> percorso.percorso().users().delete(own, Optional.of(id), List.of()));
        assertTrue(refused.detail().contains("last administrator"), refused.detail());

        // when an administrator deletes the user
        Answer deleted = percorso.send("DELETE", "/api/users/" + id, "", administrator);

        // then it holds at once
        assertEquals(200, deleted.status(), deleted.text());
        assertEquals(401, percorso.get("/api/workspaces/shop").status());
        String signIn = Json.text(Map.of("email", "vera@example.com", "password", password));
        assertEquals(
                401, percorso.send("POST", "/api/session", signIn, Map.of()).status());
        assertEquals(
                404,
                percorso.send("DELETE", "/api/users/" + id, "", administrator).status());
        percorso.signIn(
                percorso.administrator().user().email(),
                percorso.administrator().oneTimePassword());
        assertEquals(1, percorso.get("/api/users").json().size());

        // and what names the user by a name says so still, while nothing is sent there any more
        assertEquals(
                "Vera",
                percorso.get("/api/workspaces/shop/annotations")
                        .json()
                        .at("/0/author")
                        .asString());
        JsonNode reports =
                percorso.get("/api/workspaces/shop/scheduled-reports").json();
        assertEquals("[]", reports.at("/0/users").toString());
        Answer nobody = percorso.put(
                "/api/workspaces/shop/scheduled-reports/" + reports.at("/0/id").asString(),
                Map.of(
                        "name",
                        "Mornings",
                        "report",
                        Map.of("kind", "overview", "request", Map.of()),
                        "frequency",
                        "daily",
                        "users",
                        List.of()));
        assertEquals("/users", nobody.json().at("/errors/0/field").asString(), nobody.text());
        assertEquals(
                "[\"" + own + "\"]",
                percorso.get("/api/workspaces/shop/alerts")
                        .json()
                        .at("/0/users")
                        .toString());
        String audit = percorso.get("/api/workspaces/shop/audit?search=vera").text();
        assertTrue(audit.contains("\"actor\":\"Vera\",\"action\":\"POST annotations\""), audit);
        assertTrue(audit.contains("\"action\":\"DELETE users/{id}\",\"subject\":\"" + id + " Vera\""), audit);
    }

    @Test
    void shouldLetAnApiKeyIntoItsWorkspaceOnly() throws Exception {
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        percorso.post("/api/workspaces", Map.of("id", "other", "name", "Other"));
        Answer created = percorso.post("/api/workspaces/shop/api-keys", Map.of("name", "Warehouse"));
        String key = created.json().get("key").asString();
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + key);

        assertEquals(
                200, percorso.send("GET", "/api/workspaces/shop", "", bearer).status());
        assertEquals(
                404, percorso.send("GET", "/api/workspaces/other", "", bearer).status());
        assertEquals(
                1, percorso.send("GET", "/api/workspaces", "", bearer).json().size());
        assertFalse(percorso.get("/api/workspaces/shop/api-keys").text().contains(key));

        percorso.delete(
                "/api/workspaces/shop/api-keys/" + created.json().get("id").asString());
        assertEquals(
                401, percorso.send("GET", "/api/workspaces/shop", "", bearer).status());
    }

    @Test
    void shouldKeepAnAdministratorWhenTwoDemoteEachOtherAtOnce() throws Exception {
        Users users = percorso.percorso().users();
        String ada = percorso.administrator().user().id();
        String bea = users.create("bea@example.com", "Bea", Role.ADMINISTRATOR)
                .user()
                .id();

        // when both are let in as administrators, and only then either is demoted
        List<Boolean> done = new ArrayList<>();
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> demoting = List.of(() -> demotes(users, ada, bea), () -> demotes(users, bea, ada));
            for (Future<Boolean> one : both.invokeAll(demoting)) {
                done.add(one.get());
            }
        }

        // then the one who came second is refused
        assertEquals(Set.of(true, false), Set.copyOf(done));
        assertEquals(
                1,
                users.all().stream()
                        .filter(user -> user.role() == Role.ADMINISTRATOR)
                        .count());
    }

    private static boolean demotes(Users users, String by, String other) {
        try {
            users.setAccess(other, new Users.Reach(Role.VIEWER, true, List.of()), Optional.of(by));
            return true;
        } catch (ProblemException refused) {
            assertTrue(refused.detail().contains("last administrator"), refused.detail());
            return false;
        }
    }

    @Test
    void shouldStoreNoSecretInClear() throws Exception {
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        String key = percorso.post("/api/workspaces/shop/api-keys", Map.of("name", "Warehouse"))
                .json()
                .get("key")
                .asString();
        String cookie = percorso.session().getOrDefault("Cookie", "");
        percorso.close();

        for (String secret : new String[] {
            key,
            cookie.substring(cookie.indexOf('=') + 1),
            percorso.administrator().oneTimePassword()
        }) {
            try (var files = Files.walk(data).filter(Files::isRegularFile)) {
                for (Path file : files.toList()) {
                    String content = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
                    assertFalse(content.contains(secret), file + " holds a secret");
                }
            }
        }
        percorso = new RunningPercorso(data, () -> now);
    }

    @Test
    void shouldSayWhatIsWrongWithASetting() throws Exception {
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));

        Answer zone = percorso.patch("/api/workspaces/shop", Map.of("timeZone", "Rome"));
        assertEquals(422, zone.status());
        assertTrue(zone.json().get("detail").asString().contains("Europe/Rome"));
        Answer gap = percorso.patch("/api/workspaces/shop", Map.of("sessionGapMinutes", 476));
        assertEquals(422, gap.status());
        assertTrue(gap.json().get("detail").asString().contains("1 to 475 minutes"));
        Answer unknown = percorso.patch("/api/workspaces/shop", Map.of("colour", "red"));
        assertEquals("/colour", unknown.json().at("/errors/0/field").asString());
        Answer broken = percorso.send("PATCH", "/api/workspaces/shop", "{\"name\":", percorso.session());
        assertEquals(400, broken.status());
        Answer taken = percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Again"));
        assertEquals(409, taken.status());
        assertNotEquals(
                "Again", percorso.get("/api/workspaces/shop").json().get("name").asString());
    }
}
