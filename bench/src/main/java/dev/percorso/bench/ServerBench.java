package dev.percorso.bench;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * The whole product over HTTP, load generator on the same machine: second start, idle memory, durable ingest in batches
 * and one by one, time from an accepted event to a report and to an e-mail. Arguments: {@code --seconds N}, the length
 * of the batch run (60), {@code --senders N} (16), {@code --single-seconds N}, the length of the run one by one (15), and
 * {@code --single-senders N} (64). With 0 seconds of batches only the run one by one is made.
 */
public final class ServerBench {
    private static final int SAMPLES = 200;
    static final String SHOP = "/api/workspaces/load";

    private ServerBench() {}

    /** Runs the benchmark; ends with an error when an accepted event is missing afterwards. */
    public static void main(String[] arguments) throws Exception {
        int seconds = Arguments.number(arguments, "--seconds", 60);
        int senders = Arguments.number(arguments, "--senders", 16);
        try (TemporaryFolder folder = new TemporaryFolder();
                Mail mail = new Mail()) {
            System.out.println(Machine.describe());
            try (Server first = new Server(folder.path(), mail.environment())) {
                System.out.printf("first start, with the sample shop made: %.1f s%n", first.startMillis / 1e3);
                // So that the second start finds event files and index at rest.
                Thread.sleep(5_000);
            }
            try (Server server = new Server(folder.path(), mail.environment())) {
                System.out.printf("second start to first answer: %.0f ms%n", server.startMillis);
                Thread.sleep(15_000);
                System.out.printf("idle memory after 15 s: %.0f MB resident%n", server.residentMegabytes());
                String key = server.workspaceWithSource("load");
                int singleSenders = Arguments.number(arguments, "--single-senders", 64);
                int singleSeconds = Arguments.number(arguments, "--single-seconds", 15);
                if (seconds == 0) {
                    new Load(server, key, singleSenders).single(singleSeconds);
                    return;
                }
                new Load(server, key, senders).run(seconds);
                new Load(server, key, singleSenders).single(singleSeconds);
                latency(server, key, mail);
                System.out.printf("memory after the load: %.0f MB resident%n", server.residentMegabytes());
            }
        }
    }

    /** From the answer of the server to the figure in a report, and to the message at the mail server. */
    private static void latency(Server server, String key, Mail mail) throws Exception {
        String flow = server.post(
                        SHOP + "/flows",
                        Map.of(
                                "name",
                                "Greeting",
                                "definition",
                                Map.of(
                                        "entry",
                                        Map.of("type", "event", "match", Map.of("event", "Greeted"), "next", "mail"),
                                        "reentry",
                                        "always",
                                        "steps",
                                        List.of(
                                                Map.of(
                                                        "id",
                                                        "mail",
                                                        "type",
                                                        "email",
                                                        "name",
                                                        "Hello",
                                                        "subject",
                                                        "Hello",
                                                        "body",
                                                        "<p>Hello</p>",
                                                        "purpose",
                                                        "transactional",
                                                        "next",
                                                        "end"),
                                                Map.of("id", "end", "type", "exit")))))
                .get("id")
                .asString();
        server.post(SHOP + "/flows/" + flow + "/publish", Map.of());
        try (HttpClient client = HttpClient.newHttpClient()) {
            double[] report = new double[SAMPLES];
            double[] sent = new double[SAMPLES];
            for (int sample = 0; sample < SAMPLES; sample++) {
                String person = "latency-" + sample;
                send(client, server, key, "/v1/identify", Map.of("email", person + "@example.com"), person, sample);
                int received = mail.count();
                send(client, server, key, "/v1/track", Map.of(), person, sample);
                long start = System.nanoTime();
                while (count(server, "Greeted") <= sample) {
                    Thread.sleep(1);
                }
                report[sample] = (System.nanoTime() - start) / 1e6;
                while (mail.count() == received) {
                    Thread.sleep(1);
                }
                sent[sample] = (System.nanoTime() - start) / 1e6;
            }
            System.out.printf("event accepted to visible in a report: %s%n", Spread.of(report));
            System.out.printf("event accepted to e-mail at the SMTP server: %s%n", Spread.of(sent));
        }
    }

    private static long count(Server server, String event) throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Map<String, String> days = Map.of(
                "from", today.minusDays(1).toString(), "to", today.plusDays(1).toString());
        return server.post(
                        SHOP + "/reports/events",
                        Map.of("scope", days, "match", Map.of("event", event), "measure", "count"))
                .get("total")
                .asLong();
    }

    private static void send(
            HttpClient client,
            Server server,
            String key,
            String path,
            Map<String, Object> traits,
            String person,
            int sample)
            throws IOException, InterruptedException {
        String body = path.endsWith("identify")
                ? "{\"userId\":\"%s\",\"messageId\":\"i-%d\",\"traits\":{\"email\":\"%s\"}}"
                        .formatted(person, sample, traits.get("email"))
                : "{\"userId\":\"%s\",\"messageId\":\"t-%d\",\"event\":\"Greeted\"}".formatted(person, sample);
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(server.uri(path))
                        .header("Authorization", Load.authorization(key))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    /** A mail server that takes everything. */
    private static final class Mail implements AutoCloseable {
        private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        Mail() {
            server.start();
        }

        Map<String, String> environment() {
            return Map.of(
                    "PERCORSO_SMTP_HOST",
                    "127.0.0.1",
                    "PERCORSO_SMTP_PORT",
                    Integer.toString(server.getSmtp().getPort()),
                    "PERCORSO_SMTP_SECURITY",
                    "none");
        }

        int count() {
            return server.getReceivedMessages().length;
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
