package dev.percorso.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * The list of people over HTTP with many of them: how fast identified people come in, search by parts of names, addresses
 * and ids, the list's parts at any depth, filters. Arguments: {@code --persons N} (1,000,000).
 */
public final class PeopleBench {
    private static final int BATCH = 250;
    private static final int SENDERS = 8;
    private static final int SAMPLES = 200;
    /** What people take for at once. */
    private static final double INSTANT_MILLIS = 100;

    private static final String PEOPLE = ServerBench.SHOP + "/people";
    private static final String[] FIRST = {
        "Ada", "Bruno", "Chiara", "Dario", "Elena", "Fabio", "Giulia", "Luca", "Marta"
    };
    private static final String[] LAST = {
        "Rossi", "Bianchi", "Ferrari", "Esposito", "Romano", "Colombo", "Ricci", "Greco"
    };
    private static final String[] CITY = {"Pisa", "Lucca", "Siena", "Torino", "Bari", "Napoli"};

    private PeopleBench() {}

    /** Runs the benchmark; ends with an error when somebody is not found. */
    public static void main(String[] arguments) throws Exception {
        int persons = Arguments.number(arguments, "--persons", 1_000_000);
        try (TemporaryFolder folder = new TemporaryFolder();
                Server server = new Server(folder.path(), Map.of())) {
            System.out.println(Machine.describe());
            load(server, server.workspaceWithSource("load"), persons);
            Verdicts verdicts = new Verdicts();
            search(server, persons, verdicts);
            parts(server, persons, verdicts);
            System.out.printf("memory: %.0f MB resident%n", server.residentMegabytes());
            verdicts.print();
        }
    }

    private static void load(Server server, String key, int persons) throws Exception {
        long start = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient();
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> sent = new ArrayList<>();
            for (int from = 0; from < persons; from += BATCH) {
                String body = batch(from, Math.min(persons, from + BATCH));
                HttpRequest request = HttpRequest.newBuilder(server.uri("/v1/batch"))
                        .header("Authorization", Load.authorization(key))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                sent.add(senders.submit(() -> {
                    while (client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            != 200) {
                        Thread.sleep(1_000);
                    }
                    return true;
                }));
                if (sent.size() > 4 * SENDERS) {
                    sent.removeFirst().get();
                }
            }
            for (Future<?> one : sent) {
                one.get();
            }
        }
        while (server.get(ServerBench.SHOP + "/status").get("projected").asLong() < persons) {
            Thread.sleep(50);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%,d new people with traits: %.1f s = %,.0f/s%n", persons, seconds, persons / seconds);
    }

    private static String batch(int from, int to) {
        StringBuilder body = new StringBuilder(80_000).append("{\"batch\":[");
        for (int person = from; person < to; person++) {
            String first = FIRST[person % FIRST.length];
            String last = LAST[person / 7 % LAST.length];
            body.append(person == from ? "" : ",")
                    .append("""
                            {"type":"identify","messageId":"m%1$d","userId":"customer-%1$d","anonymousId":"browser-%1$d",\
                            "traits":{"name":"%2$s %3$s %1$d","email":"%2$s.%3$s.%1$d@example.com","city":"%4$s"}}""".formatted(person, first, last, CITY[person % CITY.length]));
        }
        return body.append("]}").toString();
    }

    private static void search(Server server, int persons, Verdicts verdicts) throws Exception {
        Random random = new Random(7);
        double[] rare = new double[SAMPLES];
        double[] frequent = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            int person = random.nextInt(persons);
            String[] texts = {
                "customer-" + person, "." + person + "@exam", LAST[person / 7 % LAST.length] + "%20" + person
            };
            rare[sample] = timed(server, PEOPLE + "?limit=100&search=" + texts[sample % texts.length], 1);
            String name = LAST[sample % LAST.length].substring(0, 3 + sample % 3);
            frequent[sample] = timed(server, PEOPLE + "?limit=100&search=" + name, 100);
        }
        told("search that finds few", rare, verdicts);
        told("search that finds more than 10,000", frequent, verdicts);
    }

    private static void parts(Server server, int persons, Verdicts verdicts) throws Exception {
        double[] first = new double[20];
        double[] filtered = new double[20];
        for (int sample = 0; sample < first.length; sample++) {
            first[sample] = timed(server, PEOPLE + "?limit=100", 100);
            filtered[sample] = timed(server, PEOPLE + "?limit=100&trait=city:Pisa&column=city", 100);
        }
        told("first part of the list", first, verdicts);
        told("first part with a filter by trait", filtered, verdicts);
        JsonNode part = server.get(PEOPLE + "?limit=500");
        double[] deep = new double[Math.min(40, persons / 500 - 1)];
        for (int sample = 0; sample < deep.length; sample++) {
            long start = System.nanoTime();
            part = server.get(PEOPLE + "?limit=500&after=" + part.get("next").asString());
            deep[sample] = (System.nanoTime() - start) / 1e6;
        }
        told("following parts of 500", deep, verdicts);
    }

    private static void told(String what, double[] millis, Verdicts verdicts) {
        System.out.println(what + ": " + Spread.of(millis));
        verdicts.atMost(what + ", p99", Spread.p99(millis), INSTANT_MILLIS, " ms");
    }

    private static double timed(Server server, String path, int atLeast) throws Exception {
        long start = System.nanoTime();
        int found = server.get(path).get("people").size();
        double millis = (System.nanoTime() - start) / 1e6;
        if (found < atLeast) {
            throw new IllegalStateException(path + " finds " + found);
        }
        return millis;
    }
}
