package dev.percorso.server.collect.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.collect.files.ReadingHints;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each ready-made mapping recognises its sample and reads every row of it. */
class ShippedMappingsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path sample(String name) throws Exception {
        Path file = folder.resolve("export.csv");
        try (InputStream content = ShippedMappings.class.getResourceAsStream("/import-samples/" + name + ".csv")) {
            Files.copy(java.util.Objects.requireNonNull(content), file);
        }
        return file;
    }

    private static Preview preview(Path file, String yaml) throws Exception {
        Preview.Gathering gathering = new Preview.Gathering();
        new FileReader(Mapping.parse(yaml), "test", "export.csv").read(file, gathering);
        return gathering.preview();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hubspot-contacts    | Identified             | anna.rossi@example.com | hubspot-101        | 2026-01-12T08:14:00Z
            hubspot-activities  | Call                   |                        | hubspot-101        | 2026-02-02T09:00:00Z
            salesforce-contacts | Identified             | carla@example.com | salesforce-0035g00000A1b2cAAB | 2026-01-20T08:30:00Z
            salesforce-tasks    | Sales Activity         |                   | salesforce-0035g00000A1b2cAAB | 2026-02-02T23:00:00Z
            shopify-orders      | Order Completed        | anna.rossi@example.com |                    | 2026-02-01T09:00:00Z
            orders              | Order Completed        | anna.rossi@example.com |                    | 2026-02-01T09:00:00Z
            orders-it           | Order Completed        | anna.rossi@example.com |                    | 2026-02-03T17:45:00Z
            store-visits        | Store Visited          | anna.rossi@example.com |                    | 2026-02-07T09:30:00Z
            store-visits-it     | Store Visited          | anna.rossi@example.com |                    | 2026-02-07T09:30:00Z
            phone-calls         | Phone Call             | +390612345678          |                    | 2026-02-05T08:00:00Z
            pos-receipts        | Order Completed        | card-7001              |                    | 2026-02-06T10:00:00Z
            mailchimp-audience  | Identified             | anna.rossi@example.com |                    | 2026-01-05T07:00:00Z
            email-activity      | Email Sent             | anna.rossi@example.com |                    | 2026-02-10T07:00:00Z
            support-tickets     | Support Ticket Opened  | anna.rossi@example.com |                    | 2026-02-11T10:00:00Z
            support-tickets-it  | Support Ticket Opened  | anna.rossi@example.com |                    | 2026-02-11T09:00:00Z
            judgeme-reviews     | Review Written         | anna.rossi@example.com |                    | 2026-02-12T09:00:00Z
            reviews             | Review Written         | anna.rossi@example.com |                    | 2026-02-11T23:00:00Z
            social-mentions     | Brand Mentioned        |                        | social-@anna       | 2026-02-14T10:00:00Z
            """)
    void shouldRecogniseAndReadItsSample(String name, String event, String user, String anonymous, String time)
            throws Exception {
        Path file = sample(name);

        Inspection found =
                new Inspector("export.csv", ZoneId.of("Europe/Rome"), List.of()).inspect(file, ReadingHints.NONE);

        assertEquals(Optional.of(name), found.recognised().map(Inspection.Recognised::name));
        Preview preview = preview(file, found.yaml());
        assertEquals(0, preview.refused(), preview::toString);
        assertEquals(0, preview.duplicate(), preview::toString);
        Preview.StoredEvent first = preview.first().getFirst();
        assertEquals(event, first.name());
        assertEquals(Optional.ofNullable(user), first.userId());
        assertEquals(Optional.ofNullable(anonymous), first.anonymousId());
        assertEquals(time, first.time().toString());
        assertTrue(first.properties().size() + first.traits().size() >= 3, first::toString);
    }

    @Test
    void shouldReadItalianNumbersAndJoinRows() throws Exception {
        Preview italian = preview(
                sample("orders-it"),
                ShippedMappings.find("orders-it").orElseThrow().yaml());
        assertEquals(1250.5, italian.first().getFirst().properties().get("value"));
        assertEquals(19.9, italian.first().get(1).properties().get("value"));

        Files.delete(folder.resolve("export.csv"));
        Preview receipts = preview(
                sample("pos-receipts"),
                ShippedMappings.find("pos-receipts").orElseThrow().yaml());
        assertEquals(1, receipts.joined());
        assertEquals(
                Map.of(
                        "order_id",
                        "R1",
                        "value",
                        55.5,
                        "pieces",
                        3.0,
                        "articles",
                        2.0,
                        "store",
                        "Roma Centro",
                        "channel",
                        "store"),
                receipts.first().getFirst().properties());
        assertEquals(Optional.of("receipt-R2"), receipts.first().get(1).anonymousId());
    }

    @Test
    void shouldPointToWhereCostsBelong() throws Exception {
        Path file = Files.writeString(folder.resolve("ads.csv"), "Campaign,Clicks,Impr.,Cost\nSpring,10,1000,12.50\n");

        Inspection found = new Inspector("ads.csv", ZoneId.of("UTC"), List.of()).inspect(file, ReadingHints.NONE);

        assertTrue(found.notes().getFirst().contains("advertising costs"), found::toString);
    }
}
