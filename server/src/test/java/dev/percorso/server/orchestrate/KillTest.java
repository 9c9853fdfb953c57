package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.percorso.server.Await;
import dev.percorso.server.ChildJava;
import dev.percorso.server.Percorso;
import dev.percorso.server.Settings;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.deliver.MessageStatus;
import dev.percorso.server.deliver.OutboxMessage;
import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.loyalty.CouponDesk;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.store.Database;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed at random moments while people move and mail goes out. {@code bench/run mailkill} kills it 100 times
 * while 100,000 mails go out.
 */
class KillTest {
    private static final int PEOPLE = Integer.getInteger("percorso.mail-people", 300);
    private static final int KILLS = Integer.getInteger("percorso.mail-kills", 8);
    private static final String TWO_MAILS = """
            {"entry": {"type": "event", "match": {"event": "Came"}, "next": "first"}, "reentry": "never",
             "steps": [
               {"id": "first", "type": "email", "subject": "first", "body": "<p>1</p>", "next": "code"},
               {"id": "code", "type": "issueCoupon", "pool": "killed", "next": "pause", "otherwise": "end"},
               {"id": "pause", "type": "wait", "duration": "PT1S", "next": "line"},
               {"id": "line", "type": "throttle", "most": %d, "per": "P1D", "next": "second"},
               {"id": "second", "type": "email", "subject": "second", "body": "<p>2</p>", "next": "end"},
               {"id": "end", "type": "exit"}]}
            """.formatted(PEOPLE);

    @TempDir
    private Path folder;

    @Test
    void shouldNeverSendTwiceAndAccountForEveryMessage() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            String flow = publish();
            long seed = System.nanoTime();
            int accepted = killAgainAndAgain(mail, new Random(seed));
            finish(mail, accepted);
            assertAccountedFor(flow, mail, "seed " + seed);
        } finally {
            mail.stop();
        }
    }

    /** No code is lost or given twice: as many as people, each with another one. */
    private static void assertCodes(Database database, String seed) {
        List<Integer> counted = database.read(handle -> handle.createQuery("""
                        SELECT count(*), count(DISTINCT person), (SELECT count(*) FROM coupon_issue WHERE told = 1)
                        FROM coupon_code
                        """)
                .map((row, context) -> List.of(row.getInt(1), row.getInt(2), row.getInt(3)))
                .one());
        assertEquals(List.of(PEOPLE, PEOPLE, PEOPLE), counted, seed);
    }

    private void putCoupons() {
        try (Database database = Database.open(folder.resolve("state.sqlite"))) {
            database.run(handle -> handle.execute(
                    """
                    INSERT INTO coupon_pool (workspace, id, name, content, issued, updated_at)
                    VALUES ('shop', 'killed', 'Killed', ?, 0, 0)
                    """, "{\"name\":\"Killed\",\"pattern\":\"????-????\",\"benefit\":{\"kind\":\"freeShipping\"}}"));
        }
    }

    private String publish() {
        putCoupons();
        Settings settings = new Settings(folder, "127.0.0.1", 0, URI.create("https://shop.example"), Optional.empty());
        try (Percorso percorso = new Percorso(settings, InstantSource.system()).start()) {
            percorso.workspaces()
                    .create(new Workspaces.NewWorkspace("shop", "Shop", Optional.empty(), Optional.empty()), false);
            FlowContent content = dev.percorso.server.http.Json.convert(
                    FlowShop.tree("{\"name\": \"Two mails\", \"definition\": " + TWO_MAILS + "}"), FlowContent.class);
            String flow = percorso.flows().create(FlowShop.SHOP, content).id();
            percorso.flows().publish(FlowShop.SHOP, flow, "test");
            return flow;
        }
    }

    /** Answers how many people were certainly accepted. */
    private int killAgainAndAgain(GreenMail mail, Random random) throws IOException, InterruptedException {
        int accepted = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = spawn(mail, accepted);
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                int more = 5 + random.nextInt(Math.max(40, PEOPLE / KILLS));
                for (int line = 0; line < more && accepted < PEOPLE; line++) {
                    accepted = Integer.parseInt(output.readLine()) + 1;
                }
                Thread.sleep(random.nextInt(400));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        return accepted;
    }

    private void finish(GreenMail mail, int accepted) throws IOException, InterruptedException {
        Process process = spawn(mail, accepted);
        try (Database database = Database.open(folder.resolve("state.sqlite"))) {
            RunStore runs = new RunStore(database);
            TurnStore turns = new TurnStore(
                    database, runs, new OutboxStore(database), new CouponDesk(_ -> ZoneOffset.UTC, new Random()));
            while (!isQuiet(database, turns)) {
                long before = exited(turns);
                Await.until(
                        "everybody has left the flow and nothing waits, or at least somebody more has left",
                        () -> exited(turns) > before || isQuiet(database, turns),
                        () -> unfinished(database, turns));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean isQuiet(Database database, TurnStore turns) {
        long waiting = database.read(
                handle -> handle.createQuery("SELECT count(*) FROM outbox WHERE status IN ('PENDING', 'SENDING')")
                        .mapTo(Long.class)
                        .one());
        return waiting == 0 && exited(turns) == PEOPLE;
    }

    private static long exited(TurnStore turns) {
        return turns.totals(FlowShop.SHOP).entrySet().stream()
                .filter(entry -> entry.getKey().kind() == TurnChanges.Count.EXITED)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** As many as the throttle lets on a day: had anybody taken two turns, somebody would still stand there. */
    private static int passed(Database database) {
        return database.read(handle -> handle.createQuery("SELECT sum(passed) FROM flow_line_passage")
                .mapTo(Integer.class)
                .one());
    }

    /** What a reader of a failure wants to know. */
    private static String unfinished(Database database, TurnStore turns) {
        return database.read(handle -> handle.createQuery(
                                "SELECT status, attempts, count(*) AS messages, min(not_before) AS due FROM outbox GROUP BY 1, 2")
                        .mapToMap()
                        .list())
                + " " + turns.totals(FlowShop.SHOP);
    }

    private Process spawn(GreenMail mail, int first) throws IOException {
        List<String> command = ChildJava.command(
                List.of("-Xmx256m"),
                CrashingServer.class.getName(),
                List.of(
                        folder.toString(),
                        Integer.toString(mail.getSmtp().getPort()),
                        Integer.toString(first),
                        Integer.toString(PEOPLE)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void assertAccountedFor(String flow, GreenMail mail, String seed) throws Exception {
        Map<String, Integer> received = new TreeMap<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            received.merge(message.getAllRecipients()[0] + " " + message.getSubject(), 1, Integer::sum);
        }
        Settings settings = new Settings(folder, "127.0.0.1", 0, URI.create("https://shop.example"), Optional.empty());
        Map<MessageStatus, Integer> statuses = new HashMap<>();
        try (Percorso percorso = new Percorso(settings, InstantSource.system());
                Database database = Database.open(folder.resolve("state.sqlite"))) {
            OutboxStore outbox = new OutboxStore(database);
            for (int person = 0; person < PEOPLE; person++) {
                int number = percorso.people()
                        .find(FlowShop.SHOP, IdentityKind.USER, "p" + person)
                        .orElseThrow()
                        .id();
                List<String> steps = new ArrayList<>();
                for (OutboxMessage message : outbox.ofPerson(FlowShop.SHOP, number)) {
                    steps.add(message.message().step());
                    statuses.merge(message.status(), 1, Integer::sum);
                    int times = received.getOrDefault(
                            "p" + person + "@example.com " + message.message().step(), 0);
                    switch (message.status()) {
                        case SENT -> assertEquals(1, times, seed + " " + message);
                        case UNKNOWN -> assertTrue(times <= 1, seed + " " + message);
                        case PENDING, SENDING, FAILED, SKIPPED ->
                            throw new AssertionError(seed + " unexpected " + message);
                    }
                }
                assertEquals(List.of("first", "second"), steps, seed + " person " + person);
            }
            assertEquals(PEOPLE, passed(database), seed);
            assertCodes(database, seed);
            assertEquals(PEOPLE, percorso.flows().counts(FlowShop.SHOP, flow).entered(), seed);
        }
        assertTrue(received.values().stream().allMatch(times -> times == 1), seed + " received twice: " + received);
        System.out.println("killed " + KILLS + " times: " + statuses + ", received " + received.size());
    }
}
