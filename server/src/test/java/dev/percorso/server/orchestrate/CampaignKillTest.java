package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.percorso.server.Await;
import dev.percorso.server.ChildJava;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.Settings;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.event.Event;
import dev.percorso.server.store.Database;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed at a random moment while a campaign goes out; what the outbox itself holds, KillTest shows. */
class CampaignKillTest {
    private static final int PEOPLE = 120;
    private static final int KILLS = 1;

    @TempDir
    private Path folder;

    @Test
    void shouldSendACampaignToNobodyTwiceAndForgetNobody() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try {
            start();
            for (int kill = 0; kill < KILLS; kill++) {
                int before = mail.getReceivedMessages().length;
                int more = 20 + random.nextInt(60);
                Process process = spawn(mail);
                Await.until("some of it goes out", () -> mail.getReceivedMessages().length > before + more);
                process.destroyForcibly().waitFor();
            }
            Process last = spawn(mail);
            try (Database database = Database.open(folder.resolve("state.sqlite"))) {
                Await.until(
                        "the campaign is over",
                        () -> count(database, "SELECT count(*) FROM campaign WHERE" + " status = 'DONE'") == 1);
                last.destroyForcibly().waitFor();
                assertAccountedFor(database, mail, "seed " + seed);
            } finally {
                last.destroyForcibly().waitFor();
            }
        } finally {
            mail.stop();
        }
    }

    private void start() throws IOException, InterruptedException {
        Settings settings = new Settings(folder, "127.0.0.1", 0, URI.create("https://shop.example"), Optional.empty());
        try (RunningPercorso running = new RunningPercorso(settings, InstantSource.system())) {
            running.percorso()
                    .workspaces()
                    .create(new Workspaces.NewWorkspace("shop", "Shop", Optional.empty(), Optional.empty()), false);
            List<Event> people = new ArrayList<>();
            for (int person = 0; person < PEOPLE; person++) {
                people.add(person(person, InstantSource.system().instant()));
            }
            running.percorso().collector().accept(FlowShop.SHOP, "test", people);
            running.percorso().awaitProjection();
            String segment = running.post(FlowShop.API + "/segments", FlowShop.tree("""
                            {"name": "All", "condition":
                              {"type": "trait", "trait": "kind", "operator": "equals", "value": "all"}}
                            """))
                    .json()
                    .path("id")
                    .asString();
            String id = running.post(
                            FlowShop.API + "/campaigns",
                            Map.of(
                                    "name",
                                    "All",
                                    "segment",
                                    segment,
                                    "subject",
                                    "Hi",
                                    "body",
                                    "<p>Hi</p>",
                                    "tagLinks",
                                    false))
                    .json()
                    .path("id")
                    .asString();
            assertEquals(
                    200,
                    running.post(FlowShop.API + "/campaigns/" + id + "/start", Map.of())
                            .status());
        }
    }

    private static Event person(int person, Instant now) {
        Map<String, Object> traits = Map.of(
                "email",
                "p" + person + "@example.com",
                "kind",
                "all",
                "email_consent",
                true,
                "consent.profiling",
                true);
        return new Event(
                "p" + person,
                Event.Kind.IDENTIFY,
                "",
                Optional.empty(),
                Optional.of("p" + person),
                Optional.empty(),
                now,
                Map.of(),
                traits,
                "test");
    }

    private Process spawn(GreenMail mail) throws IOException {
        return new ProcessBuilder(ChildJava.command(
                        List.of("-Xmx256m"),
                        CrashingServer.class.getName(),
                        List.of(
                                folder.toString(),
                                Integer.toString(mail.getSmtp().getPort()),
                                "0",
                                "0")))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void assertAccountedFor(Database database, GreenMail mail, String seed) throws Exception {
        Map<String, Integer> received = new TreeMap<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            received.merge(message.getAllRecipients()[0].toString(), 1, Integer::sum);
        }
        long sent = count(database, "SELECT count(*) FROM outbox WHERE status = 'SENT'");
        long unknown = count(database, "SELECT count(*) FROM outbox WHERE status = 'UNKNOWN'");
        assertTrue(received.values().stream().allMatch(times -> times == 1), seed + " received twice: " + received);
        assertEquals(PEOPLE, sent + unknown, seed);
        assertTrue(received.size() >= sent && received.size() <= PEOPLE, seed);
        System.out.println("killed " + KILLS + " times: " + sent + " sent, " + unknown + " unknown");
    }

    private static long count(Database database, String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
