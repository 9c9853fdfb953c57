package dev.percorso.server.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.analyze.SmallShop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments of {@link SmallShop}, counted by hand; it is noon of 4 April there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SegmentTest {
    private static final String SEGMENTS = "/segments";
    private static final Map<String, Object> ORDERED =
            Map.of("type", "event", "match", Map.of("event", "Order Completed"));

    private final OpenApi api = OpenApi.load();
    private SmallShop shop;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    SegmentTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        shop = SmallShop.open(data);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2 | {"type":"event","match":{"event":"Order Completed"}}
            1 | {"type":"event","match":{"event":"Order Completed","where":[{"property":"value","operator":"atLeast","value":40}]}}
            2 | {"type":"not","condition":{"type":"event","match":{"event":"Order Completed"}}}
            2 | {"type":"event","match":{"event":"Product Viewed"},"comparison":"exactly","count":1}
            1 | {"type":"event","match":{"event":"Order Completed"},"within":"P5D"}
            1 | {"type":"event","match":{"event":"Page Viewed"},"from":"2025-03-30","to":"2025-03-30"}
            2 | {"type":"event","match":{"event":"Page Viewed"},"from":"2025-03-31","to":"2025-03-31"}
            1 | {"type":"sequence","matches":[{"event":"Checkout Started"},{"event":"Page Viewed"}]}
            3 | {"type":"sequence","matches":[{"event":"Product Viewed"},{"event":"Checkout Started"}]}
            2 | {"type":"sequence","matches":[{"event":"Product Viewed"},{"event":"Checkout Started"}],"within":"PT1H"}
            2 | {"type":"lastSeen","comparison":"atLeast","days":4}
            2 | {"type":"lastSeen","comparison":"atMost","days":3}
            1 | {"type":"firstSeen","comparison":"atMost","days":4}
            3 | {"type":"sessions","comparison":"atLeast","count":2}
            2 | {"type":"trait","trait":"city","operator":"in","values":["Roma"]}
            1 | {"type":"trait","trait":"city","operator":"notExists"}
            3 | {"type":"any","conditions":[{"type":"trait","trait":"city","operator":"equals","value":"Bari"},{"type":"event","match":{"event":"Order Completed"}}]}
            4 | {"type":"all","conditions":[]}
            """)
    void shouldCountWhomAConditionHoldsFor(long size, String condition) throws Exception {
        // when
        Answer preview = shop.post(SEGMENTS + "/preview", Map.of("condition", tree(condition)));

        // then
        assertEquals(200, preview.status(), preview.text());
        assertEquals(List.of(), api.faults("SegmentPreview", preview.json()));
        assertEquals(size, preview.json().get("size").asLong());
        assertEquals(4, preview.json().get("total").asLong());
    }

    @Test
    void shouldKeepASegmentAndFilterReportsByIt() throws Exception {
        // when
        Answer created = shop.post(SEGMENTS, Map.of("name", "Buyers", "condition", ORDERED));
        String id = created.json().get("id").asString();
        Answer listed = shop.get(SEGMENTS);
        Answer report = shop.post(
                "/reports/overview", Map.of("scope", Map.of("from", "2025-03-29", "to", "2025-04-04", "segment", id)));
        Answer renamed = shop.put(
                SEGMENTS + "/" + id,
                Map.of(
                        "name",
                        "Not yet",
                        "description",
                        "Never bought",
                        "condition",
                        Map.of("type", "not", "condition", ORDERED)));
        Answer deleted = shop.delete(SEGMENTS + "/" + id);

        // then
        assertEquals(201, created.status(), created.text());
        assertEquals(2, created.json().get("size").asLong());
        assertEquals(List.of(), api.faults("Segment", created.json()));
        assertEquals(List.of(), api.faultsOfEach("Segment", listed.json()));
        assertTrue(listed.text().contains("Buyers"));
        assertEquals(2, report.json().at("/totals/visitors").asLong());
        assertEquals(4, report.json().at("/totals/sessions").asLong());
        assertEquals("Never bought", renamed.json().get("description").asString());
        assertEquals(2, renamed.json().get("size").asLong());
        assertEquals(204, deleted.status());
        assertEquals(404, shop.delete(SEGMENTS + "/" + id).status());
    }

    @Test
    void shouldReferToOtherSegmentsWithoutACircle() throws Exception {
        // given
        String buyers = create("Buyers of anything", ORDERED);
        String romans = create(
                "Romans who buy",
                Map.of(
                        "type",
                        "all",
                        "conditions",
                        List.of(
                                Map.of("type", "segment", "segment", buyers),
                                Map.of("type", "trait", "trait", "city", "operator", "equals", "value", "Roma"))));

        // when
        Answer circle = shop.put(
                SEGMENTS + "/" + buyers,
                Map.of("name", "Circle", "condition", Map.of("type", "segment", "segment", romans)));
        Answer inUse = shop.delete(SEGMENTS + "/" + buyers);
        Answer unknown =
                shop.post(SEGMENTS + "/preview", Map.of("condition", Map.of("type", "segment", "segment", "nobody")));

        // then
        assertEquals(422, circle.status());
        assertEquals("/condition/segment", circle.json().at("/errors/0/field").asString());
        assertTrue(circle.text().contains("Romans who buy"), circle.text());
        assertEquals(409, inUse.status());
        assertEquals("in-use", inUse.json().get("code").asString());
        assertTrue(inUse.text().contains("Romans who buy"), inUse.text());
        assertEquals(422, unknown.status());
        assertTrue(unknown.text().contains("'nobody' does not exist"), unknown.text());
        assertEquals(204, shop.delete(SEGMENTS + "/" + romans).status());
        assertEquals(204, shop.delete(SEGMENTS + "/" + buyers).status());
    }

    private String create(String name, Map<String, Object> condition) throws Exception {
        return shop.post(SEGMENTS, Map.of("name", name, "condition", condition))
                .json()
                .get("id")
                .asString();
    }

    private static Object tree(String json) {
        return dev.percorso.server.http.Json.tree(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Ordered: Anna and Carla. Checked out: Anna, Bruno and Carla. From Bari: Bruno. */
    @Test
    void shouldSayWhatSegmentsShare() throws Exception {
        // given
        String checkedOut =
                create("Checked out", Map.of("type", "event", "match", Map.of("event", "Checkout Started")));
        String bari =
                create("From Bari", Map.of("type", "trait", "trait", "city", "operator", "equals", "value", "Bari"));

        // when
        Answer overlap =
                shop.post(SEGMENTS + "/overlap", Map.of("condition", ORDERED, "segments", List.of(checkedOut, bari)));
        Answer alone = shop.post(SEGMENTS + "/overlap", Map.of("condition", ORDERED, "except", checkedOut));
        Answer many =
                shop.post(SEGMENTS + "/overlap", Map.of("condition", ORDERED, "segments", List.of("a", "b", "c", "d")));
        Answer gone = shop.post(SEGMENTS + "/overlap", Map.of("condition", ORDERED, "segments", List.of("gone")));
        shop.delete(SEGMENTS + "/" + checkedOut);
        shop.delete(SEGMENTS + "/" + bari);

        // then
        assertEquals(200, overlap.status(), overlap.text());
        assertEquals(List.of(), api.faults("SegmentOverlap", overlap.json()));
        assertEquals(2, overlap.json().get("size").asLong());
        assertEquals(4, overlap.json().get("total").asLong());
        var first = overlap.json().at("/others/0");
        assertEquals("Checked out", first.get("name").asString());
        assertEquals(3, first.get("size").asLong());
        assertEquals(2, first.get("both").asLong());
        assertEquals(2.0 / 3, first.get("jaccard").asDouble(), 1e-9);
        assertEquals(
                List.of("true [" + checkedOut + "] 2", "false [" + checkedOut + ", " + bari + "] 1"),
                overlap.json()
                        .get("regions")
                        .valueStream()
                        .map(region -> region.get("group").asBoolean() + " "
                                + region.get("segments")
                                        .valueStream()
                                        .map(segment -> segment.asString())
                                        .toList()
                                + " " + region.get("persons").asLong())
                        .toList());
        assertTrue(alone.json()
                .get("others")
                .valueStream()
                .noneMatch(other -> other.get("id").asString().equals(checkedOut)));
        assertEquals(422, many.status());
        assertEquals(404, gone.status());
    }
}
