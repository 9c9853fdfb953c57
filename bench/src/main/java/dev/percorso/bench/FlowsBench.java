package dev.percorso.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * Flows in the real server over HTTP: everybody enters by an event, all timers come due at once, again and again; then a
 * restart with everybody inside, and how late a timer fires. Every person is counted at every step, so a transition that
 * were lost or doubled would end the benchmark with an error. Arguments: {@code --persons N} (200,000).
 */
public final class FlowsBench {
    private static final int BATCH = 250;
    private static final int SENDERS = 4;
    private static final int WAITS = 4;
    private static final long WAIT_MILLIS = 15_000;
    private static final String FLOWS = ServerBench.SHOP + "/flows";

    private FlowsBench() {}

    /** Runs the benchmark; ends with an error when a count is wrong. */
    public static void main(String[] arguments) throws Exception {
        int persons = Arguments.number(arguments, "--persons", 200_000);
        Verdicts verdicts = new Verdicts();
        System.out.println(Machine.describe());
        try (TemporaryFolder folder = new TemporaryFolder()) {
            String flow;
            try (Server server = new Server(folder.path(), Map.of())) {
                String key = server.workspaceWithSource("load");
                flow = publish(server, persons);
                enter(server, key, persons, flow);
                move(server, flow, persons, verdicts);
            }
            try (Server server = new Server(folder.path(), Map.of())) {
                verdicts.atMost("restart with everybody inside, ready", server.startMillis / 1e3, 30, " s");
                lateness(server, flow, persons, verdicts);
                System.out.printf("memory after the restart: %.0f MB resident%n", server.residentMegabytes());
            }
        }
        verdicts.print();
    }

    /** Entry, waits one after the other, a last wait that nobody passes. */
    private static String publish(Server server, int persons) throws Exception {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int wait = 0; wait < WAITS; wait++) {
            // Long enough for everybody to come in before the first one leaves.
            long seconds = wait == 0 ? 30 + persons / 2_000 : WAIT_MILLIS / 1_000;
            steps.add(Map.of(
                    "id", "w" + wait, "type", "wait", "duration", "PT" + seconds + "S", "next", "w" + (wait + 1)));
        }
        steps.add(Map.of("id", "w" + WAITS, "type", "wait", "duration", "P30D", "next", "end"));
        steps.add(Map.of("id", "end", "type", "exit"));
        Map<String, Object> definition = Map.of(
                "entry",
                Map.of("type", "event", "match", Map.of("event", "Came"), "next", "w0"),
                "reentry",
                "never",
                "exits",
                List.of(Map.of("event", "Gone")),
                "steps",
                steps);
        String flow = server.post(FLOWS, Map.of("name", "Bench", "definition", definition))
                .get("id")
                .asString();
        server.post(FLOWS + "/" + flow + "/publish", Map.of());
        return flow;
    }

    private static void enter(Server server, String key, int persons, String flow) throws Exception {
        long start = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> sent = new ArrayList<>();
            for (int from = 0; from < persons; from += BATCH) {
                HttpRequest request = HttpRequest.newBuilder(server.uri("/v1/batch"))
                        .header("Authorization", Load.authorization(key))
                        .POST(HttpRequest.BodyPublishers.ofString(batch(from, Math.min(persons, from + BATCH))))
                        .build();
                sent.add(senders.submit(() -> {
                    while (client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            != 200) {
                        Thread.sleep(500);
                    }
                    return true;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
        while (counts(server, flow).get("entered").asLong() < persons) {
            Thread.sleep(200);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%,d people arrive, become known and enter: %.1f s = %,.0f/s%n", persons, seconds, persons / seconds);
    }

    private static String batch(int from, int to) {
        StringBuilder body = new StringBuilder(40_000).append("{\"batch\":[");
        for (int person = from; person < to; person++) {
            body.append(person == from ? "" : ",").append("""
                    {"type":"track","messageId":"m%1$d","userId":"u%1$d","event":"Came","properties":{"value":%1$d}}\
                    """.formatted(person));
        }
        return body.append("]}").toString();
    }

    /** Holds everybody until all timers are due, lets them go, and counts until all have arrived. */
    private static void move(Server server, String flow, int persons, Verdicts verdicts) throws Exception {
        for (int wait = 0; wait < WAITS; wait++) {
            server.post(FLOWS + "/" + flow + "/pause", Map.of());
            Thread.sleep(wait == 0 ? 30_000 + persons / 2 : WAIT_MILLIS + 1_000);
            long start = System.nanoTime();
            server.post(FLOWS + "/" + flow + "/resume", Map.of());
            double released = (System.nanoTime() - start) / 1e9;
            while (arrived(server, flow, "w" + (wait + 1)) < persons) {
                Thread.sleep(100);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%,d timers due at once: %.1f s = %,.0f transitions/s, of which %.1f s to let the flow go on%n",
                    persons, seconds, persons / seconds, released);
            if (wait == WAITS - 1) {
                verdicts.atLeast("durable flow transitions", persons / seconds, 20_000, "/s");
            }
            if (arrived(server, flow, "w" + (wait + 1)) != persons) {
                throw new IllegalStateException("somebody went twice");
            }
        }
    }

    private static void lateness(Server server, String flow, int persons, Verdicts verdicts) throws Exception {
        JsonNode counts = counts(server, flow);
        if (counts.get("active").asLong() != persons) {
            throw new IllegalStateException("after the restart " + counts.get("active") + " are inside");
        }
        String probe = server.post(
                        FLOWS,
                        Map.of(
                                "name",
                                "Probe",
                                "definition",
                                Map.of(
                                        "entry",
                                        Map.of("type", "api", "next", "w"),
                                        "reentry",
                                        "always",
                                        "steps",
                                        List.of(
                                                Map.of("id", "w", "type", "wait", "duration", "PT2S", "next", "end"),
                                                Map.of("id", "end", "type", "exit")))))
                .get("id")
                .asString();
        server.post(FLOWS + "/" + probe + "/publish", Map.of());
        double latest = 0;
        for (int sample = 1; sample <= 5; sample++) {
            server.send(FLOWS + "/" + probe + "/entries", Map.of("userId", "u1", "request", "r" + sample));
            long start = System.nanoTime();
            while (counts(server, probe).get("exited").asLong() < sample) {
                Thread.sleep(10);
            }
            latest = Math.max(latest, (System.nanoTime() - start) / 1e9 - 2);
        }
        verdicts.atMost("timer late, latest of five", latest, 5, " s");
    }

    private static long arrived(Server server, String flow, String step) throws Exception {
        for (JsonNode edge : counts(server, flow).get("edges")) {
            if (edge.get("to").asString().equals(step)) {
                return edge.get("persons").asLong();
            }
        }
        return 0;
    }

    private static JsonNode counts(Server server, String flow) throws Exception {
        return server.get(FLOWS + "/" + flow + "/counts");
    }
}
