package dev.percorso.server.collect.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody should send: garbage, bombs, depth, and slowness. One server for all of it. */
class HostileSendersTest {
    private static final long SEED = 20260301;
    private static final int PAYLOADS = 10_000;
    private static final int SENDERS = 4;
    private static final int SLOW_SOCKETS = Integer.getInteger("percorso.slow-sockets", 200);
    private static final long MOST_GROWTH = 64L << 20;
    private static final List<String> PATHS = List.of(
            "/v1/track",
            "/v1/batch",
            "/v1/identify",
            "/v1/alias",
            "/e/",
            "/batch/",
            "/i/v1/analytics/events",
            "/flags/",
            "/track",
            "/engage",
            "/import?strict=1",
            "/mp/collect?api_secret=KEY",
            "/debug/mp/collect",
            "/matomo.php",
            "/2/httpapi",
            "/identify");

    @TempDir
    static Path data;

    private static RunningPercorso percorso;
    private static HttpClient client;
    private static String key;

    @BeforeAll
    static void start() throws Exception {
        percorso = new RunningPercorso(data, InstantSource.system());
        client = HttpClient.newHttpClient();
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        key = percorso.post(
                        "/api/workspaces/shop/sources", Map.of("name", "Shop", "kind", "web", "consent", "elsewhere"))
                .json()
                .get("writeKey")
                .asString();
    }

    @AfterAll
    static void stop() {
        client.close();
        percorso.close();
    }

    private static int send(String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(percorso.address() + path.replace("KEY", key)))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static long usedHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int look = 0; look < 3; look++) {
            System.gc();
            Thread.sleep(50);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void shouldAnswerTenThousandMalformedPayloadsWithoutAFaultOfOurs() throws Exception {
        Garbage warm = new Garbage(random(SENDERS), key);
        for (int payload = 0; payload < 500; payload++) {
            send(PATHS.get(payload % PATHS.size()), warm.next());
        }
        long before = usedHeap();
        Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
        // Several at once, because most of the time passes in waiting for the disk.
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> sent = IntStream.range(0, SENDERS)
                    .mapToObj(sender -> senders.submit(() -> sendGarbage(random(sender), statuses)))
                    .toList();
            for (Future<Boolean> each : sent) {
                each.get();
            }
        }
        percorso.percorso().awaitProjection();
        assertTrue(usedHeap() - before < MOST_GROWTH, "the heap grew by more than 64 MB");
        assertTrue(statuses.getOrDefault(200, 0) > 1_000, () -> "hardly anything could be read at all: " + statuses);
        assertTrue(statuses.getOrDefault(400, 0) > 1_000, () -> "hardly anything was malformed: " + statuses);
    }

    private static RandomGenerator random(int sender) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(SEED + sender);
    }

    private static boolean sendGarbage(RandomGenerator random, Map<Integer, Integer> statuses) throws Exception {
        Garbage garbage = new Garbage(random, key);
        for (int payload = 0; payload < PAYLOADS / SENDERS; payload++) {
            byte[] body = garbage.next();
            String path = PATHS.get(random.nextInt(PATHS.size()));
            int status = send(path, body);
            statuses.merge(status, 1, Integer::sum);
            assertTrue(
                    status < 500,
                    () -> "seed %d: %s answered %d to %s"
                            .formatted(SEED, path, status, new String(body, StandardCharsets.UTF_8)));
        }
        return true;
    }

    @Test
    void shouldRefuseAGzipBombEarly() throws Exception {
        byte[] bomb = bomb();
        assertEquals(413, send("/e/", bomb));
        long before = usedHeap();
        AtomicInteger refused = new AtomicInteger();
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            senders.add(Thread.ofVirtual().start(() -> {
                try {
                    refused.addAndGet(send("/v1/batch", bomb) == 413 ? 1 : 0);
                } catch (IOException | InterruptedException broken) {
                    // a connection that the server closed in the middle of the bomb was refused too
                    refused.incrementAndGet();
                }
            }));
        }
        for (Thread sender : senders) {
            sender.join();
        }
        assertEquals(4, refused.get());
        assertTrue(usedHeap() - before < MOST_GROWTH, "the heap grew by more than 64 MB");
    }

    /** 10 GB of blanks: gzip members may follow one another, so ten times a gigabyte's worth of the same bytes. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
            for (int megabyte = 0; megabyte < 64; megabyte++) {
                gzip.write(blanks);
            }
        }
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        for (int times = 0; times < 160; times++) {
            member.writeTo(bomb);
        }
        return bomb.toByteArray();
    }

    @Test
    void shouldRefuseDepth() throws Exception {
        String deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
        for (String path : PATHS) {
            int status = send(path, deep.getBytes(StandardCharsets.UTF_8));
            assertTrue(status < 500 && (status >= 400 || path.startsWith("/flags")), path + " " + status);
        }
        assertEquals(400, send("/e/", "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldServeOthersWhileManySocketsAreSlow() throws Exception {
        List<Socket> slow = new ArrayList<>();
        long before = usedHeap();
        try {
            URI address = URI.create(percorso.address());
            for (int socket = 0; socket < SLOW_SOCKETS; socket++) {
                Socket connection = new Socket();
                connection.connect(new InetSocketAddress(address.getHost(), address.getPort()), 5_000);
                OutputStream out = connection.getOutputStream();
                // half of them stop within the head, half within the body
                out.write((socket % 2 == 0
                                ? "POST /v1/track HTTP/1.1\r\nHost: a\r\n"
                                : "POST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n{\"a\":")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                slow.add(connection);
            }
            for (int time = 0; time < 20; time++) {
                long started = System.nanoTime();
                assertEquals(
                        200, send("/v1/track", "{\"event\":\"A\",\"userId\":\"u\"}".getBytes(StandardCharsets.UTF_8)));
                assertTrue(System.nanoTime() - started < 5_000_000_000L, "a quick caller waited for slow ones");
            }
            assertTrue(usedHeap() - before < MOST_GROWTH, "the heap grew by more than 64 MB");
            for (Socket socket : slow) {
                byte[] answer = socket.getInputStream()
                        .readNBytes(socket.getInputStream().available());
                assertFalse(new String(answer, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 5"), "a fault of ours");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** Bodies that stand half read fill what there is room for; the next ones are told when to come back. */
    @Test
    void shouldAskToComeBackWhenTooMuchIsSentAtOnceAndBeWellAfterwards() throws Exception {
        long room = Math.max(
                2L * ProtocolAdapter.MOST_BODY_BYTES, Runtime.getRuntime().maxMemory() / 32);
        byte[] most = new byte[9 << 20];
        List<Socket> waiting = new ArrayList<>();
        try {
            URI address = URI.create(percorso.address());
            for (long sent = 0; sent < room; sent += most.length) {
                Socket connection = new Socket(address.getHost(), address.getPort());
                waiting.add(connection);
                OutputStream out = connection.getOutputStream();
                out.write("POST /e/ HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"
                        .formatted(most.length + 1)
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(most);
                out.flush();
            }
            HttpRequest request = HttpRequest.newBuilder(URI.create(percorso.address() + "/e/"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(most))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            // What was sent above may still be on its way to the server: until it has read that, there is room.
            for (int attempt = 0; attempt < 100 && answer.statusCode() != 503; attempt++) {
                assertEquals(400, answer.statusCode(), answer::body);
                Thread.sleep(100);
                answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            }
            assertEquals(503, answer.statusCode(), answer::body);
            assertEquals("1", answer.headers().firstValue("retry-after").orElse(""));
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
        byte[] event = "{\"event\":\"A\",\"distinct_id\":\"u\",\"api_key\":\"%s\"}"
                .formatted(key)
                .getBytes(StandardCharsets.UTF_8);
        int status = 0;
        for (int attempt = 0; attempt < 300 && status != 200; attempt++) {
            Thread.sleep(100);
            status = send("/e/", Arrays.copyOf(event, event.length));
        }
        assertEquals(200, status, "the server is not well 30 seconds after");
    }
}
