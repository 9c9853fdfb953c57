package dev.percorso.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Far more senders than the server can serve, none of whom waits as told, while many sockets send slowly. Every answer
 * must be 200, 429 or 503, the latter two with the time to wait; what was accepted must be projected, memory must not grow
 * with time, and the server must be as before within 30 seconds. Before the flood, who sends beside the slow sockets alone
 * is served as if there were none. Arguments: {@code --seconds N} (600), {@code --senders N} (640; 16 is what
 * {@link ServerBench} sends with) and {@code --slow N} sockets (2000).
 */
public final class OverloadBench {
    private static final int BATCH = 100;
    private static final int RECOVERED_SECONDS = 30;
    private static final int BESIDE_SLOW = 1_000;
    private static final double LONGEST_BESIDE_SLOW_MILLIS = 1_000;
    private static final double MOST_GROWTH_MEGABYTES = 64;
    /** What the second half of the flood may need more than the first. */
    private static final double STEADY = 1.25;

    private OverloadBench() {}

    /** Runs the benchmark; ends with an error when one of these does not hold. */
    public static void main(String[] arguments) throws Exception {
        int seconds = Arguments.number(arguments, "--seconds", 600);
        int senders = Arguments.number(arguments, "--senders", 640);
        int slow = Arguments.number(arguments, "--slow", 2_000);
        try (TemporaryFolder folder = new TemporaryFolder();
                Server server = new Server(folder.path(), Map.of())) {
            System.out.println(Machine.describe());
            String key = server.workspaceWithSource("load");
            Verdicts verdicts = new Verdicts();
            one(server, key, BESIDE_SLOW);
            double before = server.residentMegabytes();
            System.out.printf("memory before: %.0f MB resident%n", before);
            List<Socket> sockets = slowSockets(server, slow);
            double[] beside = one(server, key, BESIDE_SLOW);
            System.out.println("one by one beside them: " + Spread.of(beside));
            verdicts.atMost("answer beside slow sockets, p99", Spread.p99(beside), LONGEST_BESIDE_SLOW_MILLIS, " ms");
            verdicts.atMost(
                    "memory for slow sockets", server.residentMegabytes() - before, MOST_GROWTH_MEGABYTES, " MB");
            Flood flood = new Flood(server, key);
            flood.run(seconds, senders);
            for (Socket socket : sockets) {
                socket.close();
            }
            flood.report(verdicts);
            recover(server, key, flood.accepted());
            verdicts.print();
        }
    }

    private static List<Socket> slowSockets(Server server, int count) throws IOException {
        URI address = server.uri("/");
        List<Socket> sockets = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Socket socket = new Socket(address.getHost(), address.getPort());
            OutputStream out = socket.getOutputStream();
            out.write("POST /v1/batch HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n{"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            sockets.add(socket);
        }
        System.out.printf("%,d sockets that send no further, %.0f MB resident%n", count, server.residentMegabytes());
        return sockets;
    }

    /** Milliseconds that single events take, one after the other; each must be taken. */
    private static double[] one(Server server, String key, int count) throws Exception {
        double[] millis = new double[count];
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int number = 0; number < count; number++) {
                long start = System.nanoTime();
                int status = client.send(event(server, key, "Beside"), HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                millis[number] = (System.nanoTime() - start) / 1e6;
                if (status != 200) {
                    throw new IllegalStateException("a single event was answered with " + status);
                }
            }
        }
        return millis;
    }

    private static HttpRequest event(Server server, String key, String name) {
        return HttpRequest.newBuilder(server.uri("/v1/track"))
                .header("Authorization", Load.authorization(key))
                .POST(HttpRequest.BodyPublishers.ofString("{\"event\":\"%s\",\"userId\":\"after\"}".formatted(name)))
                .build();
    }

    private static void recover(Server server, String key, long accepted) throws Exception {
        long start = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (client.send(event(server, key, "After"), HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            != 200
                    || server.get(ServerBench.SHOP + "/status").get("lagEvents").asLong() > 0) {
                Thread.sleep(100);
            }
        }
        double recovered = (System.nanoTime() - start) / 1e9;
        long projected =
                server.get(ServerBench.SHOP + "/status").get("projected").asLong();
        System.out.printf(
                "well again after %.1f s; %,d accepted, %,d projected; %.0f MB resident%n",
                recovered, accepted, projected, server.residentMegabytes());
        if (recovered > RECOVERED_SECONDS || projected < accepted) {
            throw new IllegalStateException("the server did not recover, or lost what it had accepted");
        }
    }

    /** Senders that never wait. */
    private static final class Flood {
        private final Server server;
        private final String authorization;
        private final AtomicLong number = new AtomicLong();
        private final Map<Integer, AtomicLong> answers = new ConcurrentSkipListMap<>();
        private final AtomicLong untold = new AtomicLong();
        private double firstHalfMegabytes;
        private double secondHalfMegabytes;

        Flood(Server server, String key) {
            this.server = server;
            this.authorization = Load.authorization(key);
        }

        void run(int seconds, int senders) throws Exception {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            long half = end - seconds * 500_000_000L;
            CountDownLatch done = new CountDownLatch(senders);
            try (HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                for (int sender = 0; sender < senders; sender++) {
                    Thread.ofVirtual().start(() -> {
                        while (System.nanoTime() < end) {
                            send(client);
                        }
                        done.countDown();
                    });
                }
                while (done.getCount() > 0) {
                    double now = server.residentMegabytes();
                    if (System.nanoTime() < half) {
                        firstHalfMegabytes = Math.max(firstHalfMegabytes, now);
                    } else {
                        secondHalfMegabytes = Math.max(secondHalfMegabytes, now);
                    }
                    Thread.sleep(1_000);
                }
            }
        }

        private void send(HttpClient client) {
            int status = 0;
            try {
                HttpResponse<Void> answer = client.send(
                        HttpRequest.newBuilder(server.uri("/v1/batch"))
                                .header("Authorization", authorization)
                                .POST(HttpRequest.BodyPublishers.ofString(batch()))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
                status = answer.statusCode();
                if ((status == 429 || status == 503)
                        && answer.headers().firstValue("retry-after").isEmpty()) {
                    untold.incrementAndGet();
                }
            } catch (IOException refused) {
                status = -1;
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            answers.computeIfAbsent(status, ignored -> new AtomicLong()).incrementAndGet();
        }

        private String batch() {
            StringBuilder body = new StringBuilder("{\"batch\":[");
            for (int event = 0; event < BATCH; event++) {
                long id = number.getAndIncrement();
                body.append(event == 0 ? "" : ",")
                        .append("{\"type\":\"track\",\"event\":\"Flooded\",\"userId\":\"u%d\",\"messageId\":\"o%d\"}"
                                .formatted(id % 50_000, id));
            }
            return body.append("]}").toString();
        }

        long accepted() {
            AtomicLong taken = answers.get(200);
            return taken == null ? 0 : taken.get() * BATCH;
        }

        void report(Verdicts verdicts) {
            System.out.printf(
                    "answers by status: %s; %,d events accepted; at most %.0f MB resident in the first half, %.0f in the second%n",
                    answers, accepted(), firstHalfMegabytes, secondHalfMegabytes);
            verdicts.atMost(
                    "memory, second half of the flood against the first",
                    secondHalfMegabytes / firstHalfMegabytes,
                    STEADY,
                    " ×");
            boolean isFault =
                    answers.keySet().stream().anyMatch(status -> status != 200 && status != 429 && status != 503);
            if (isFault || untold.get() > 0) {
                throw new IllegalStateException("answers other than 200, 429 and 503, or no word on when to come back");
            }
        }
    }
}
