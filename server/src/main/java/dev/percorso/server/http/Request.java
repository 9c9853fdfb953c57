package dev.percorso.server.http;

import dev.percorso.server.event.WorkspaceId;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A request as handlers see it. */
public final class Request {
    /** Most bytes of a JSON body of the API, after decompression. */
    public static final int API_BODY_BYTES = 4 << 20;

    private static final long MOST_EXPECTED = 16 << 10;
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAXIMUM_LIMIT = 500;

    private final ServerRequest request;
    private final TrustedProxies proxies;
    private Caller caller = Caller.ANONYMOUS;

    Request(ServerRequest request, TrustedProxies proxies) {
        this.request = request;
        this.proxies = proxies;
    }

    void identified(Caller identified) {
        this.caller = identified;
    }

    public Caller caller() {
        return caller;
    }

    public String method() {
        return request.prologue().method().text();
    }

    public String fullPath() {
        return request.path().path();
    }

    /** A part of the path that the route names in braces. */
    public String path(String name) {
        return request.path().pathParameters().get(name);
    }

    /** The workspace named {@code {workspace}} in the path. */
    public WorkspaceId workspace() {
        String value = path("workspace");
        if (!WorkspaceId.isValid(value)) {
            throw ProblemException.notFound("Workspace '" + value + "'");
        }
        return new WorkspaceId(value);
    }

    public Optional<String> query(String name) {
        return request.query().first(name).asOptional().filter(value -> !value.isBlank());
    }

    /** All values of a name that the query may have several times. */
    public List<String> queries(String name) {
        List<String> values = request.query().contains(name) ? request.query().all(name) : List.of();
        return values.stream().filter(value -> !value.isBlank()).toList();
    }

    /** A whole number of the query; a problem names it when it is not one or out of its range. */
    public long query(String name, long byDefault, long least, long most) {
        String text = query(name).orElse(Long.toString(byDefault));
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the same problem
        }
        throw ProblemException.invalid(
                "/" + name, "'%s' must be a whole number from %d to %d, not '%s'".formatted(name, least, most, text));
    }

    /** An instant of the query; a problem names it when it is not one. */
    public Optional<Instant> instant(String name) {
        return query(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException bad) {
                throw ProblemException.invalid(
                        "/" + name, "'%s' must be an instant such as 2026-03-01T10:00:00.000Z".formatted(name));
            }
        });
    }

    public int limit() {
        return (int) query("limit", DEFAULT_LIMIT, 1, MAXIMUM_LIMIT);
    }

    public int offset() {
        return (int) query("offset", 0, 0, Integer.MAX_VALUE);
    }

    /** Only rows below this sequence; everything without it. */
    public long before() {
        return query("before", Long.MAX_VALUE, 0, Long.MAX_VALUE);
    }

    public Optional<String> header(String name) {
        return request.headers().first(HeaderNames.create(name));
    }

    /** What problems are called in the caller's language. */
    public ProblemWords words() {
        return ProblemWords.in(header("accept-language"));
    }

    public Optional<String> cookie(String name) {
        return request.headers().cookies().first(name).asOptional();
    }

    public String remoteAddress() {
        return request.remotePeer().host();
    }

    /** Who called: the peer, or whom a trusted proxy says it called for. */
    public String clientAddress() {
        return proxies.client(remoteAddress(), header("x-forwarded-for"));
    }

    /** The query as it stands in the address; empty without one. */
    public String rawQuery() {
        return request.query().rawValue();
    }

    public boolean isSecure() {
        return request.isSecure()
                || header("x-forwarded-proto").filter("https"::equals).isPresent();
    }

    /** The body as it comes; for uploads. */
    public InputStream stream() {
        return request.content().inputStream();
    }

    /** The whole body, unzipped if it is gzip (told by its first bytes, since SDKs forget the header). */
    public byte[] body(int mostBytes) {
        return body(mostBytes, size -> {});
    }

    /**
     * {@link #body(int)} for those who bound what many bodies take together.
     *
     * @param onBytes hears how many more bytes are in memory; may throw to stop
     */
    public byte[] body(int mostBytes, IntConsumer onBytes) {
        return Unzipped.read(stream(), mostBytes, expectedBytes(), onBytes);
    }

    /** A room to begin with: most bodies are small and say so. */
    private int expectedBytes() {
        return (int) Math.clamp(request.headers().contentLength().orElse(MOST_EXPECTED), 1, MOST_EXPECTED) + 1;
    }

    /** The JSON body as a record. */
    public <T> T json(Class<T> type) {
        return Json.read(body(API_BODY_BYTES), type);
    }
}
