package dev.percorso.server.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.access.Workspaces;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SuppressionListTest {
    private static final String LIST = "/api/workspaces/shop/suppressions";

    @TempDir
    private Path folder;

    @Test
    void shouldKeepSearchImportAndExportAddresses() throws Exception {
        try (RunningPercorso server = new RunningPercorso(folder, java.time.InstantSource.system())) {
            server.percorso()
                    .workspaces()
                    .create(new Workspaces.NewWorkspace("shop", "Shop", Optional.empty(), Optional.empty()), false);
            Answer added = server.post(
                    LIST, Map.of("addresses", List.of("Ann@Example.com ", "bob@example.com", "no address")));
            Answer again = server.post(LIST, Map.of("addresses", List.of("ann@example.com")));
            Answer nothing = server.post(LIST, Map.of("addresses", List.of()));
            Map<String, String> headers = new HashMap<>(server.session());
            headers.put("Content-Type", "text/csv");
            Answer imported = server.send(
                    "POST", LIST + "/csv", "name;email\nCat;cat@example.org\nX;wrong\nAnn;ANN@example.com\n", headers);
            JsonNode found = server.get(LIST + "?search=example.org").json();
            JsonNode whole = server.get(LIST + "?search=ann@example.com").json();
            String file = server.get(LIST + "/csv").text();

            assertEquals("{\"added\":2,\"known\":0,\"wrong\":[{\"line\":3,\"text\":\"no address\"}]}", added.text());
            assertEquals("{\"added\":0,\"known\":1,\"wrong\":[]}", again.text());
            assertEquals(422, nothing.status());
            assertEquals("{\"added\":1,\"known\":1,\"wrong\":[{\"line\":3,\"text\":\"wrong\"}]}", imported.text());
            assertEquals(List.of(), OpenApi.load().faultsOfEach("Suppression", found.path("suppressions")));
            assertEquals(
                    "cat@example.org",
                    found.path("suppressions").get(0).path("address").asString());
            assertEquals(
                    "imported", found.path("suppressions").get(0).path("reason").asString());
            assertEquals(1, whole.path("total").asInt());
            assertEquals(4, file.lines().count());
            assertTrue(file.contains("bob@example.com,manual,"), file);
            String id = whole.path("suppressions").get(0).path("id").asString();
            assertEquals(204, server.delete(LIST + "/" + id).status());
            assertEquals(404, server.delete(LIST + "/" + id).status());
            assertEquals(2, server.get(LIST).json().path("total").asInt());
        }
    }
}
