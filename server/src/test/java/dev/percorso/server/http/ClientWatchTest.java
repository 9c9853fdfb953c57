package dev.percorso.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.event.WorkspaceId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientWatchTest {
    private static final Gatekeeper NOBODY = new Gatekeeper() {
        @Override
        public Caller identify(Request request) {
            return Caller.ANONYMOUS;
        }

        @Override
        public boolean exists(WorkspaceId workspace) {
            return false;
        }
    };

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() {
        Routes routes = router -> router.post("/long", Access.PUBLIC, request -> {
            String body = new String(request.body(100), StandardCharsets.UTF_8);
            long millis = Long.parseLong(body);
            try (ClientWatch _ = ClientWatch.onGone(gone::countDown)) {
                started.countDown();
                return Response.ok(Map.of("left", gone.await(millis, TimeUnit.MILLISECONDS)));
            }
        });
        server = new HttpServer(
                        "127.0.0.1", 0, TrustedProxies.NONE, NOBODY, (route, request, response) -> {}, List.of(routes))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldTellThatTheClientLeft() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("POST /long HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\n600000"
                            .getBytes(StandardCharsets.UTF_8));
            assertTrue(started.await(1, TimeUnit.MINUTES));
        }
        assertTrue(gone.await(1, TimeUnit.MINUTES));
    }

    /** Long enough for many looks; and the connection must be good for the next request. */
    @Test
    void shouldLeaveThoseAloneWhoWait() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String millis : List.of("1500", "0", "700", "1")) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/long"))
                                .POST(HttpRequest.BodyPublishers.ofString(millis))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertEquals("{\"left\":false}", answer.body());
            }
        }
    }

    @Test
    void shouldWatchNobodyOutsideOfARequest() {
        try (ClientWatch _ = ClientWatch.onGone(gone::countDown)) {
            assertEquals(1, gone.getCount());
        }
    }
}
