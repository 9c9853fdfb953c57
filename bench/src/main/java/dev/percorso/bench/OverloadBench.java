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
 * must be 200, 429 or 503, the latter two with the time to wait; what was accepted must be projected, and the server
 * must be as before within 30 seconds. Arguments: {@code --seconds N} (600), {@code --senders N} (640; 16 is what
 * {@link ServerBench} sends with) and {@code --slow N} sockets (2000).
 */
public final class OverloadBench {
    private static final int BATCH = 100;
    private static final int RECOVERED_SECONDS = 30;

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
            System.out.printf("memory before: %.0f MB resident%n", server.residentMegabytes());
            List<Socket> sockets = slowSockets(server, slow);
            Flood flood = new Flood(server, key);
            flood.run(seconds, senders);
            for (Socket socket : sockets) {
                socket.close();
            }
            flood.report();
            recover(server, key, flood.accepted());
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

    private static void recover(Server server, String key, long accepted) throws Exception {
        long start = System.nanoTime();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest one = HttpRequest.newBuilder(server.uri("/v1/track"))
                    .header("Authorization", Load.authorization(key))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"event\":\"After\",\"userId\":\"after\"}"))
                    .build();
            while (client.send(one, HttpResponse.BodyHandlers.discarding()).statusCode() != 200
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
        private volatile double mostMegabytes;

        Flood(Server server, String key) {
            this.server = server;
            this.authorization = Load.authorization(key);
        }

        void run(int seconds, int senders) throws Exception {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
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
                    mostMegabytes = Math.max(mostMegabytes, server.residentMegabytes());
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

        void report() {
            System.out.printf(
                    "answers by status: %s; %,d events accepted; at most %.0f MB resident%n",
                    answers, accepted(), mostMegabytes);
            boolean isFault =
                    answers.keySet().stream().anyMatch(status -> status != 200 && status != 429 && status != 503);
            if (isFault || untold.get() > 0) {
                throw new IllegalStateException("answers other than 200, 429 and 503, or no word on when to come back");
            }
        }
    }
}
