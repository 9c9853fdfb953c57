package dev.percorso.server.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.SettableClock;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudienceTest {
    // By sha256sum of the GNU core utilities.
    private static final String TEST = "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b";
    private static final String PHONE_WITH_SIGN = "78f00e1ca317fb2af02c89b17b8b07382ff70336aba0997ad1f3ef3645b4e682";
    private static final String PHONE_BARE = "0efc79e9473975b30516d1873027513a35fb5ed450f0e6c13e368c4e38eceeeb";
    private static final String JANE = "d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69";
    private static final String ROSSI = "30cc6dd8ef8458e679e13ae3bf3f634cace9810e2eea03bb6487904595f41056";

    @TempDir
    private Path data;

    @Test
    void shouldWriteEachDestinationItsWay() {
        Contact contact = Contact.of(
                Optional.of(" Test@Example.COM "),
                Map.of("phone", "+39 333 123-4567", "last_name", " Rossi ", "country", "IT", "zip", "20121"));
        Contact jane = Contact.of(Optional.of("Jane.Doe+shop@gmail.com"), Map.of("mobile", "333 1234567"));

        assertEquals(
                Optional.of(List.of(TEST, PHONE_WITH_SIGN, "", ROSSI, "it", "20121")), Destination.GOOGLE.row(contact));
        assertEquals(
                List.of(TEST, PHONE_BARE, "", ROSSI),
                Destination.META.row(contact).orElseThrow().subList(0, 4));
        assertEquals(Optional.of(List.of(TEST, PHONE_WITH_SIGN)), Destination.TIKTOK.row(contact));
        assertEquals(JANE, Destination.GOOGLE.row(jane).orElseThrow().getFirst());
        assertEquals(
                Hashed.of("jane.doe+shop@gmail.com"),
                Destination.META.row(jane).orElseThrow().getFirst());
        assertEquals("", jane.phone(), "a number without its country could be anybody's");
        assertEquals(
                "+39333123456",
                Contact.of(Optional.empty(), Map.of("phone", "0039 333 123456")).phone());
        assertEquals(Optional.empty(), Destination.META.row(Contact.of(Optional.empty(), Map.of("zip", "20121"))));
    }

    @Test
    void shouldWritePostalCodesAsMetaComparesThem() {
        assertEquals("94035", Hashed.metaZip("94035-1234", "us"));
        assertEquals("94035", Hashed.metaZip("94035 1234", "us"));
        assertEquals("94035", Hashed.metaZip("94035-1234", ""), "no other country writes it so");
        assertEquals("01310100", Hashed.metaZip("01310-100", "br"));
        assertEquals("sw1a1aa", Hashed.metaZip("sw1a 1aa", "gb"));
        Contact jane = Contact.of(Optional.of("jane@example.com"), Map.of("country", "US", "zip", "94035-1234"));
        assertEquals(
                Hashed.of("94035"), Destination.META.row(jane).orElseThrow().getLast());
    }

    @Test
    void shouldListOnlyWhoAgreedToAdvertising() throws Exception {
        try (RunningPercorso percorso =
                new RunningPercorso(data, new SettableClock(Instant.parse("2026-03-15T12:00:00Z")))) {
            percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
            List<Event> people = new ArrayList<>();
            people.add(person("test", true, true));
            people.add(person("ads-only", true, false));
            people.add(person("nothing", false, false));
            percorso.percorso().collector().accept(new WorkspaceId("shop"), "test", people);
            percorso.percorso().awaitProjection();
            String segments = "/api/workspaces/shop/segments";
            String id = percorso.send(
                            "POST",
                            segments,
                            "{\"name\": \"VIP\", \"condition\": {\"type\": \"trait\", \"trait\": \"vip\","
                                    + " \"operator\": \"equals\", \"value\": true}}",
                            percorso.session())
                    .json()
                    .get("id")
                    .asString();

            Answer list = percorso.post(segments + "/" + id + "/audience", Map.of("destination", "tiktok"));
            Answer nowhere = percorso.post(segments + "/" + id + "/audience", Map.of());
            Answer nobody = percorso.post(segments + "/gone/audience", Map.of("destination", "meta"));

            assertEquals("EMAIL_SHA256,PHONE_SHA256\r\n" + TEST + ",\r\n", list.text());
            assertEquals(422, nowhere.status());
            assertEquals(404, nobody.status());
        }
    }

    private static Event person(String id, boolean advertising, boolean profiling) {
        Map<String, Object> traits = new HashMap<>(Map.of("email", id + "@example.com", "vip", true));
        traits.put("consent.advertising", advertising);
        traits.put("consent.profiling", profiling);
        return new Event(
                "m-" + id,
                Event.Kind.IDENTIFY,
                "",
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                Instant.parse("2026-03-15T12:00:00Z"),
                Map.of(),
                traits,
                "test");
    }
}
