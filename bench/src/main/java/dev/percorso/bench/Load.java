package dev.percorso.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Senders that each wait for the answer before they send again. */
final class Load {
    private static final int BATCH = 100;
    private static final int PEOPLE = 200_000;

    private final Server server;
    private final String authorization;
    private final int senders;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final ConcurrentLinkedQueue<double[]> latencies = new ConcurrentLinkedQueue<>();

    Load(Server server, String key, int senders) {
        this.server = server;
        this.authorization = authorization(key);
        this.senders = senders;
    }

    static String authorization(String key) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    }

    void run(int seconds) throws Exception {
        long before = projected();
        long start = System.nanoTime();
        long accepted = send(seconds, "/v1/batch", this::batch) * BATCH;
        double sending = (System.nanoTime() - start) / 1e9;
        long atOnce = projected() - before;
        while (projected() - before < accepted) {
            Thread.sleep(20);
        }
        double whole = (System.nanoTime() - start) / 1e9;
        long after = projected() - before;
        System.out.printf(
                "ingest in batches of %d, %d senders, %.1f s: %,.0f events/s accepted, %,.0f/s projected when sending"
                        + " ended, all projected after %.1f s = %,.0f/s; answer %s%n",
                BATCH, senders, sending, accepted / sending, atOnce / sending, whole, accepted / whole, latency());
        if (after != accepted) {
            throw new IllegalStateException("accepted %,d events, projected %,d".formatted(accepted, after));
        }
    }

    void single(int seconds) throws Exception {
        long start = System.nanoTime();
        long accepted = send(seconds, "/v1/track", this::event);
        double sending = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "ingest one by one, %d senders, %.1f s: %,.0f requests/s; answer %s%n",
                senders, sending, accepted / sending, latency());
    }

    private interface Body {
        String of(long number);
    }

    private long send(int seconds, String path, Body body) throws Exception {
        latencies.clear();
        held.set(0);
        AtomicLong sent = new AtomicLong();
        AtomicInteger failed = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(senders);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (int sender = 0; sender < senders; sender++) {
            Thread.ofPlatform().daemon().start(() -> {
                try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
                    double[] mine = new double[1 << 16];
                    int count = 0;
                    while (System.nanoTime() < end) {
                        HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                                .header("Authorization", authorization)
                                .POST(HttpRequest.BodyPublishers.ofString(body.of(next.getAndIncrement())))
                                .build();
                        long asked = System.nanoTime();
                        HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
                        while (answer.statusCode() == 429) {
                            // More than can be taken: wait as told and send the same again, as every SDK does.
                            held.incrementAndGet();
                            Thread.sleep(1_000L
                                    * answer.headers()
                                            .firstValueAsLong("retry-after")
                                            .orElse(1));
                            asked = System.nanoTime();
                            answer = client.send(request, HttpResponse.BodyHandlers.discarding());
                        }
                        if (answer.statusCode() != 200) {
                            throw new IOException("the server answers " + answer.statusCode());
                        }
                        mine[count++ & (mine.length - 1)] = (System.nanoTime() - asked) / 1e6;
                        sent.incrementAndGet();
                    }
                    latencies.add(Arrays.copyOf(mine, Math.min(count, mine.length)));
                } catch (IOException | InterruptedException failure) {
                    failed.incrementAndGet();
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        if (failed.get() > 0) {
            throw new IllegalStateException(failed.get() + " requests failed");
        }
        return sent.get();
    }

    private String latency() {
        return Spread.of(latencies.stream().flatMapToDouble(Arrays::stream).toArray())
                + ", told to wait %d times".formatted(held.get());
    }

    private long projected() throws Exception {
        return server.get(ServerBench.SHOP + "/status").get("projected").asLong();
    }

    private String batch(long number) {
        StringBuilder body = new StringBuilder(20_000).append("{\"batch\":[");
        for (int event = 0; event < BATCH; event++) {
            body.append(event == 0 ? "" : ",").append(event(number * BATCH + event));
        }
        return body.append("]}").toString();
    }

    private String event(long number) {
        long person = ((number * 0x9E3779B97F4A7C15L) >>> 20) % PEOPLE;
        return "{\"type\":\"track\",\"messageId\":\"%s-%d\",\"userId\":\"u%d\",\"event\":\"%s\",\"properties\":{\"path\":\"/p/%d\",\"price\":%d}}"
                .formatted(senders, number, person, BenchEvents.NAMES[(int) (number % 20)], number % 50, number % 1000);
    }
}
