package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.People;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who a preview is for: a person, or a made-up one. */
public final class PreviewRecipients {
    private static final int SAMPLE_DAYS = 14;
    private static final PersonProducts SAMPLES = new PersonProducts() {
        @Override
        public List<Map<String, Object>> viewed() {
            return List.of(sample("Aurora 14", 1_249), sample("Brezza 13", 899), sample("Custodia 14", 39));
        }

        @Override
        public List<Map<String, Object>> recommended() {
            return List.of(sample("Custodia 14", 39), sample("Tastiera", 89), sample("Brezza 13", 899));
        }
    };

    private final Recipients recipients;

    public PreviewRecipients(Recipients recipients) {
        this.recipients = recipients;
    }

    private static Map<String, Object> sample(String name, int price) {
        return Map.of("id", name, "name", name, "price", price, "url", "https://shop.example/");
    }

    /** What a preview is sent for. */
    public static Occasion occasion(Instant now) {
        String lastDay =
                LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(SAMPLE_DAYS).toString();
        return new Occasion(
                Map.of("name", "Sample event", "time", now.toString()),
                Map.of("code", "WELCOME-7KQ2-M9XD", "benefit", "percent", "percent", 10, "expires", lastDay));
    }

    /** @throws ProblemException when there is no such person */
    public Recipient of(WorkspaceId workspace, Optional<String> person) {
        return person.map(number -> find(workspace, number)).orElseGet(PreviewRecipients::sample);
    }

    private Recipient find(WorkspaceId workspace, String person) {
        return recipients
                .find(workspace, People.number(person))
                .orElseThrow(() -> ProblemException.notFound("The person '" + person + "'"));
    }

    private static Recipient sample() {
        return new Recipient(
                "anna@example.com",
                "Anna Example",
                Map.of("first_name", "Anna", "firstName", "Anna", "name", "Anna Example"),
                ZoneOffset.UTC,
                Map.of(Channel.EMAIL, Instant.EPOCH),
                true,
                SAMPLES);
    }
}
