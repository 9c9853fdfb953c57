package dev.percorso.bench;

import java.io.IOException;
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
                try (Connection connection = new Connection(server.uri(path), authorization)) {
                    double[] mine = new double[1 << 16];
                    int count = 0;
                    while (System.nanoTime() < end) {
                        String request = body.of(next.getAndIncrement());
                        long asked = System.nanoTime();
                        Connection.Answer answer = connection.post(request);
                        while (answer.status() == 429) {
                            // More than can be taken: wait as told and send the same again, as every SDK does.
                            held.incrementAndGet();
                            Thread.sleep(1_000L * Math.max(1, answer.retryAfterSeconds()));
                            asked = System.nanoTime();
                            answer = connection.post(request);
                        }
                        if (answer.status() != 200) {
                            throw new IOException("the server answers " + answer.status());
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
        // Put together by hand: a format would cost more than the server needs for the event.
        return "{\"type\":\"track\",\"messageId\":\"" + senders + '-' + number + "\",\"userId\":\"u" + person
                + "\",\"event\":\"" + BenchEvents.NAMES[(int) (number % 20)] + "\",\"properties\":{\"path\":\"/p/"
                + number % 50 + "\",\"price\":" + number % 1000 + "}}";
    }
}
