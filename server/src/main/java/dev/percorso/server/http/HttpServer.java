package dev.percorso.server.http;

import dev.percorso.server.http.Router.Route;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.BadRequestException;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web server: every request passes the gatekeeper, every answer carries the security headers, every failure becomes
 * a problem document.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final long MOST_UPLOAD_BYTES = 8L << 30;

    private static final Map<String, String> SECURITY_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; frame-src 'self' data: blob:; object-src 'none'; "
                    + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin");

    /** A caller who says nothing for so long is gone. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final int MOST_CONNECTIONS = 10_000;
    private static final int RETRY_DISK_SECONDS = 5;

    private final Gatekeeper gatekeeper;
    private final List<Route> routes;
    private final TrustedProxies proxies;
    private final Witness witness;
    private final WebServer server;

    /**
     * @param host address to listen on
     * @param port 0 for any free one, see {@link #port}
     * @param proxies whose word on the caller's address is taken
     * @param witness is told of every call of a known caller
     */
    public HttpServer(
            String host,
            int port,
            TrustedProxies proxies,
            Gatekeeper gatekeeper,
            Witness witness,
            List<Routes> capabilities) {
        this.gatekeeper = gatekeeper;
        this.witness = witness;
        this.proxies = proxies;
        Router router = new Router();
        capabilities.forEach(capability -> capability.register(router));
        this.routes = router.routes();
        this.server = WebServer.builder()
                .host(host)
                .port(port)
                .maxPayloadSize(MOST_UPLOAD_BYTES)
                .maxTcpConnections(MOST_CONNECTIONS)
                .connectionOptions(options -> options.tcpNoDelay(true).readTimeout(LONGEST_SILENCE))
                .contentEncoding(encoding ->
                        encoding.contentEncodingsDiscoverServices(false).addContentEncoding(new GzipAsItComes()))
                .protocolsDiscoverServices(false)
                .addConnectionSelector(WatchedConnection.selector())
                .shutdownGracePeriod(Duration.ofMillis(500))
                .shutdownHook(false)
                .routing(this::build)
                .build();
    }

    public HttpServer start() {
        server.start();
        return this;
    }

    public int port() {
        return server.port();
    }

    /** Every address that is answered. */
    public List<Route> routes() {
        return routes;
    }

    private void build(HttpRouting.Builder routing) {
        for (Route route : routes) {
            routing.route(
                    Method.create(route.method()),
                    route.path(),
                    (request, response) -> answer(route, request, response));
        }
        routing.any((request, response) -> send(
                response,
                Response.problem(
                        ProblemException.of(
                                ErrorCode.NOT_FOUND,
                                "No page and no API call has the address "
                                        + request.path().path()),
                        new Request(request, TrustedProxies.NONE).words())));
        routing.error(Throwable.class, (request, response, failure) -> send(response, translate(failure, request)));
    }

    private void answer(Route route, ServerRequest helidonRequest, ServerResponse helidonResponse) {
        Request request = new Request(helidonRequest, proxies);
        Response response;
        try {
            admit(route, request);
            response = Call.of(request).asThis(() -> route.handler().handle(request));
            if (!request.caller().isAnonymous()) {
                witness.acted(route, request, response);
            }
        } catch (Exception failure) {
            response = translate(failure, helidonRequest);
        }
        send(helidonResponse, response);
    }

    private void admit(Route route, Request request) {
        if (route.access() == Access.PUBLIC) {
            return;
        }
        Caller caller = gatekeeper.identify(request);
        if (caller.isAnonymous()) {
            throw ProblemException.of(
                    ErrorCode.NOT_SIGNED_IN, "Sign in, or send an API key as 'Authorization: Bearer …'");
        }
        if (route.path().contains("{workspace}")) {
            // Whoever may not enter is not told whether it exists.
            if (!caller.mayEnter(request.workspace()) || !gatekeeper.exists(request.workspace())) {
                throw ProblemException.notFound("Workspace '" + request.workspace() + "'");
            }
            caller = caller.in(request.workspace());
        }
        if (!caller.may(route.access())) {
            throw ProblemException.of(ErrorCode.NOT_ALLOWED, "Your role may not do this; ask an administrator");
        }
        request.identified(caller);
    }

    private static Response translate(Throwable failure, ServerRequest request) {
        return Response.problem(problem(failure, request), new Request(request, TrustedProxies.NONE).words());
    }

    private static ProblemException problem(Throwable failure, ServerRequest request) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if (failure instanceof BadRequestException bad) {
            return ProblemException.of(ErrorCode.INVALID_INPUT, String.valueOf(bad.getMessage()));
        }
        if (failure instanceof CancellationException) {
            // Nobody reads this any more.
            return ProblemException.of(ErrorCode.UNAVAILABLE, "The work was stopped because its caller went away");
        }
        if (DiskFault.of(failure).isPresent()) {
            return ProblemException.retryLater(
                    ErrorCode.UNAVAILABLE,
                    "The disk failed or is full; nothing was changed, so make room and try again",
                    RETRY_DISK_SECONDS);
        }
        if (isOfConnection(failure)) {
            return ProblemException.of(
                    ErrorCode.TOO_SLOW, "The request did not arrive in time or broke off; nothing was taken");
        }
        LOG.error("{} {} failed", request.prologue().method(), request.path().path(), failure);
        return ProblemException.of(
                ErrorCode.INTERNAL, "The failure is in the server's log; what was stored before is untouched");
    }

    /** Whether it was the caller's connection that failed, not a file of ours. */
    private static boolean isOfConnection(Throwable failure) {
        return failure instanceof DataReader.InsufficientDataAvailableException
                || (failure instanceof UncheckedIOException broken
                        && (broken.getCause() instanceof SocketException
                                || broken.getCause() instanceof SocketTimeoutException));
    }

    private static void send(ServerResponse target, Response response) {
        target.status(response.status());
        SECURITY_HEADERS.forEach(target::header);
        response.headers().forEach(target::header);
        switch (response) {
            case Response.JsonBody json -> {
                if (!json.headers().containsKey("Cache-Control")) {
                    target.header("Cache-Control", "no-store");
                }
                target.header("Content-Type", "application/json");
                target.send(Json.write(json.value()));
            }
            case Response.Bytes bytes -> {
                target.header("Content-Type", bytes.contentType());
                target.send(bytes.content());
            }
            case Response.TemporaryFile temporary -> {
                target.header("Content-Type", temporary.contentType());
                sendAndDelete(temporary.file(), target);
            }
            case Response.Empty empty -> target.send();
        }
    }

    private static void sendAndDelete(Path file, ServerResponse target) {
        try (OutputStream out = target.outputStream()) {
            Files.copy(file, out);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            try {
                Files.deleteIfExists(file);
            } catch (IOException stuck) {
                LOG.warn("the temporary file {} cannot be deleted", file, stuck);
            }
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
