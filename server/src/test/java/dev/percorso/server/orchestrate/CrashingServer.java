package dev.percorso.server.orchestrate;

import dev.percorso.server.Percorso;
import dev.percorso.server.Settings;
import dev.percorso.server.event.Event;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real server in a process of its own that takes in a list of people and prints each one it has accepted; made to be
 * killed at any moment and started again.
 */
final class CrashingServer {
    private CrashingServer() {}

    static Settings settings(Path folder, int mailPort) {
        Settings.Smtp smtp = new Settings.Smtp(
                "127.0.0.1", mailPort, "none", Optional.empty(), Optional.empty(), "Shop <shop@example.com>");
        return new Settings(folder, "127.0.0.1", 0, URI.create("https://shop.example"), Optional.of(smtp));
    }

    /** Arguments: data folder, port of the mail server, first person, number of people. */
    public static void main(String[] arguments) throws InterruptedException {
        Settings settings = settings(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        try (Percorso percorso = new Percorso(settings, InstantSource.system()).start()) {
            for (int person = Integer.parseInt(arguments[2]); person < Integer.parseInt(arguments[3]); person++) {
                percorso.collector()
                        .accept(
                                FlowShop.SHOP,
                                "test",
                                arrival(person, InstantSource.system().instant()));
                System.out.println(person);
                Thread.sleep(5);
            }
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static List<Event> arrival(int person, Instant now) {
        String id = "p" + person;
        return List.of(identified(id, now), event(id + "-came", Event.Kind.TRACK, id, "Came", now, Map.of()));
    }

    /** Makes somebody known who agrees to marketing. */
    static Event identified(String id, Instant now) {
        Map<String, Object> traits =
                Map.of("email", id + "@example.com", "email_consent", true, "consent.profiling", true);
        return event(id + "-who", Event.Kind.IDENTIFY, id, "", now, traits);
    }

    private static Event event(
            String messageId, Event.Kind kind, String id, String name, Instant now, Map<String, Object> traits) {
        return new Event(
                messageId,
                kind,
                name,
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                now,
                Map.of(),
                traits,
                "test");
    }
}
