package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.ChildJava;
import dev.percorso.server.MailCounterpart;
import dev.percorso.server.Percorso;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.deliver.MessageStatus;
import dev.percorso.server.deliver.OutboxMessage;
import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.event.Event;
import dev.percorso.server.loyalty.CouponDesk;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.store.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed at random moments while people move through a flow and a campaign goes out. {@code bench/run mails}
 * kills more often and sends more.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("percorso.kills", 20);
    /** Two of a flow and one of a campaign to everybody. */
    private static final int MAILS_EACH = 3;

    private static final int PEOPLE = Integer.getInteger("percorso.mails", 900) / MAILS_EACH;
    private static final long SEED = Long.getLong("percorso.seed", System.nanoTime());
    /** About how many a kill leaves in the hands of the senders. */
    private static final int LOST_BY_A_KILL = 20;

    private static final int AT_ONCE = 1_000;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
    private static final String TWO_MAILS = """
            {"entry": {"type": "event", "match": {"event": "Came"}, "next": "first"}, "reentry": "never",
             "steps": [
               {"id": "first", "type": "email", "subject": "first", "body": "<p>1</p>", "next": "code"},
               {"id": "code", "type": "issueCoupon", "pool": "killed", "next": "pause", "otherwise": "end"},
               {"id": "pause", "type": "wait", "duration": "PT1S", "next": "line"},
               {"id": "line", "type": "throttle", "most": PEOPLE, "per": "P1D", "next": "second"},
               {"id": "second", "type": "email", "subject": "second", "body": "<p>2</p>", "next": "end"},
               {"id": "end", "type": "exit"}]}
            """.replace("PEOPLE", Integer.toString(PEOPLE));

    @TempDir
    private Path folder;

    /** How many people were certainly accepted. */
    private volatile int accepted;

    @Test
    void shouldNeverSendTwiceAndAccountForEveryMessage() throws Exception {
        try (MailCounterpart mail = new MailCounterpart(0, (_, _) -> MailCounterpart.Manner.TAKE)) {
            String flow = begin(mail.port());
            killAgainAndAgain(mail, new Random(SEED));
            finish(mail);
            assertAccountedFor(flow, mail.taken());
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

    /** A flow is published, everybody is known, and a campaign to everybody has started; answers the flow. */
    private String begin(int mailPort) throws Exception {
        putCoupons();
        try (RunningPercorso running =
                new RunningPercorso(CrashingServer.settings(folder, mailPort), InstantSource.system())) {
            Percorso percorso = running.percorso();
            percorso.workspaces()
                    .create(new Workspaces.NewWorkspace("shop", "Shop", Optional.empty(), Optional.empty()), false);
            Instant now = InstantSource.system().instant();
            for (int from = 0; from < PEOPLE; from += AT_ONCE) {
                List<Event> some = IntStream.range(from, Math.min(PEOPLE, from + AT_ONCE))
                        .mapToObj(person -> CrashingServer.identified("p" + person, now))
                        .toList();
                percorso.collector().accept(FlowShop.SHOP, "test", some);
            }
            percorso.awaitProjection();
            FlowContent content = dev.percorso.server.http.Json.convert(
                    FlowShop.tree("{\"name\": \"Two mails\", \"definition\": " + TWO_MAILS + "}"), FlowContent.class);
            String flow = percorso.flows().create(FlowShop.SHOP, content).id();
            percorso.flows().publish(FlowShop.SHOP, flow, "test");
            startCampaign(running);
            return flow;
        }
    }

    private static void startCampaign(RunningPercorso running) throws IOException, InterruptedException {
        String segment = running.post(FlowShop.API + "/segments", FlowShop.tree("""
                        {"name": "All", "condition":
                          {"type": "trait", "trait": "email_consent", "operator": "equals", "value": true}}
                        """))
                .json()
                .path("id")
                .asString();
        Map<String, Object> content =
                Map.of("name", "All", "segment", segment, "subject", "campaign", "body", "<p>3</p>", "tagLinks", false);
        String id = running.post(FlowShop.API + "/campaigns", content)
                .json()
                .path("id")
                .asString();
        assertEquals(
                200,
                running.post(FlowShop.API + "/campaigns/" + id + "/start", Map.of())
                        .status());
    }

    /** Kills after a random number of messages and some milliseconds, so that the kills are spread over all of them. */
    private void killAgainAndAgain(MailCounterpart mail, Random random) throws IOException, InterruptedException {
        int share = Math.max(4, PEOPLE * MAILS_EACH / KILLS - LOST_BY_A_KILL);
        for (int kill = 0; kill < KILLS; kill++) {
            try (Life _ = new Life(mail)) {
                awaitMails(mail, mail.count() + 1 + random.nextInt(2 * share));
                Thread.sleep(random.nextInt(50));
            }
        }
    }

    /** Waits for as many mails in all, or until none comes any more. */
    private static void awaitMails(MailCounterpart mail, int expected) throws InterruptedException {
        int before = mail.count();
        long since = System.nanoTime();
        while (mail.count() < expected && System.nanoTime() - since < LONGEST_SILENCE.toNanos()) {
            if (mail.count() > before) {
                before = mail.count();
                since = System.nanoTime();
            }
            Thread.sleep(1);
        }
    }

    /** The server in a process of its own, which takes in who has not come yet; its end is a kill. */
    private final class Life implements AutoCloseable {
        private final Process process;
        private final Thread reader;

        private Life(MailCounterpart mail) throws IOException {
            List<String> arguments = List.of(
                    folder.toString(),
                    Integer.toString(mail.port()),
                    Integer.toString(accepted),
                    Integer.toString(PEOPLE));
            this.process = new ProcessBuilder(
                            ChildJava.command(List.of("-Xmx256m"), CrashingServer.class.getName(), arguments))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            this.reader = Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                output.lines().forEach(person -> accepted = Integer.parseInt(person) + 1);
            } catch (IOException | UncheckedIOException killed) {
                // Whoever was said last was accepted.
            }
        }

        @Override
        public void close() {
            try {
                // By its handle: destroying the process itself would close what it still says.
                process.toHandle().destroyForcibly();
                process.waitFor();
                reader.join();
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void finish(MailCounterpart mail) throws IOException, InterruptedException {
        try (Life _ = new Life(mail);
                Database database = Database.open(folder.resolve("state.sqlite"))) {
            TurnStore turns = new TurnStore(
                    database,
                    new RunStore(database),
                    new OutboxStore(database),
                    new CouponDesk(_ -> ZoneOffset.UTC, new Random()));
            while (!isOver(database, turns)) {
                int before = mail.count();
                Await.until(
                        "everybody has left the flow and the campaign is over, or at least something more was sent",
                        () -> mail.count() > before || isOver(database, turns),
                        () -> unfinished(database, turns));
            }
        }
    }

    private static boolean isOver(Database database, TurnStore turns) {
        return count(database, "SELECT count(*) FROM campaign WHERE status = 'DONE'") == 1
                && waiting(database) == 0
                && exited(turns) == PEOPLE;
    }

    private static long exited(TurnStore turns) {
        return turns.totals(FlowShop.SHOP).entrySet().stream()
                .filter(entry -> entry.getKey().kind() == TurnChanges.Count.EXITED)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static long waiting(Database database) {
        return count(database, "SELECT count(*) FROM outbox WHERE status IN ('PENDING', 'SENDING')");
    }

    private static long count(Database database, String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /** What a reader of a failure wants to know. */
    private static String unfinished(Database database, TurnStore turns) {
        return database.read(handle -> handle.createQuery(
                                "SELECT status, attempts, count(*) AS messages, min(not_before) AS due FROM outbox GROUP BY 1, 2")
                        .mapToMap()
                        .list())
                + " " + turns.totals(FlowShop.SHOP);
    }

    private void assertAccountedFor(String flow, Map<String, Integer> received) {
        String run = "seed " + SEED + " ";
        Map<MessageStatus, Integer> statuses = new TreeMap<>();
        int lost = 0;
        try (Percorso percorso = new Percorso(CrashingServer.settings(folder, 0), InstantSource.system());
                Database database = Database.open(folder.resolve("state.sqlite"))) {
            OutboxStore outbox = new OutboxStore(database);
            for (int person = 0; person < PEOPLE; person++) {
                String name = "p" + person;
                int number = percorso.people()
                        .find(FlowShop.SHOP, IdentityKind.USER, name)
                        .orElseThrow()
                        .id();
                List<String> steps = new ArrayList<>();
                for (OutboxMessage message : outbox.ofPerson(FlowShop.SHOP, number)) {
                    String step = message.message().step();
                    steps.add(step);
                    statuses.merge(message.status(), 1, Integer::sum);
                    int times = received.getOrDefault(name + "@example.com " + step, 0);
                    switch (message.status()) {
                        case SENT -> assertEquals(1, times, run + message);
                        case UNKNOWN -> lost += 1 - times;
                        case PENDING, SENDING, FAILED, SKIPPED ->
                            throw new AssertionError(run + "unexpected " + message);
                    }
                }
                assertEquals(
                        List.of("campaign", "first", "second"),
                        steps.stream().sorted().toList(),
                        run + name);
            }
            // As many as the throttle lets on a day: had anybody taken two turns, somebody would still stand there.
            assertEquals(PEOPLE, count(database, "SELECT sum(passed) FROM flow_line_passage"), run);
            assertCodes(database, run);
            assertEquals(PEOPLE, percorso.flows().counts(FlowShop.SHOP, flow).entered(), run);
        }
        assertTrue(received.values().stream().allMatch(times -> times == 1), run + "received twice: " + received);
        assertTrue(
                statuses.getOrDefault(MessageStatus.SENT, 0) > PEOPLE, run + "too little was sent to prove anything");
        System.out.printf(
                "%d kills, %d mails, seed %d: %s; received %d, none twice; %d of the unknown ones were not received%n",
                KILLS, PEOPLE * MAILS_EACH, SEED, statuses, received.size(), lost);
    }
}
