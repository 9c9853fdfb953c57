package dev.percorso.server.collect;

import dev.percorso.server.event.Event;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Handler;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Segment HTTP API. Every answer, refusals too, carries the CORS headers, or a browser's SDK could not read
 * {@code Retry-After}.
 */
public final class SegmentApiRoutes implements Routes {
    private static final int MOST_BATCH_BYTES = 500 * 1024;
    private static final String BASIC = "basic ";

    /**
     * What became of a call.
     *
     * @param refused the events that went to the dead letters, when there are any
     */
    private record Taken(boolean success, Optional<List<RefusedPart>> refused) {}

    /**
     * @param index place in the batch
     */
    private record RefusedPart(int index, String code, String reason) {}

    private final Sources sources;
    private final Collector collector;
    private final InstantSource clock;

    public SegmentApiRoutes(Sources sources, Collector collector, InstantSource clock) {
        this.sources = sources;
        this.collector = collector;
        this.clock = clock;
    }

    @Override
    public void register(Router router) {
        router.post("/v1/{call}", Access.PUBLIC, withCors(this::take))
                .options("/v1/{call}", Access.PUBLIC, withCors(request -> Response.noContent()))
                .get("/v1/projects/{writeKey}/settings", Access.PUBLIC, withCors(this::settings))
                .options("/v1/projects/{writeKey}/settings", Access.PUBLIC, withCors(request -> Response.noContent()));
    }

    private static Handler withCors(Handler handler) {
        return request -> {
            Response response;
            try {
                response = handler.handle(request);
            } catch (ProblemException problem) {
                response = Response.problem(problem);
            }
            return response.with(corsHeaders(request));
        };
    }

    /** The origin is named, not '*', because {@code sendBeacon} always sends credentials. */
    private static Map<String, String> corsHeaders(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Origin", request.header("origin").orElse("*"));
        if (request.header("origin").isPresent()) {
            headers.put("Access-Control-Allow-Credentials", "true");
            headers.put("Vary", "Origin");
        }
        headers.put("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
        headers.put("Access-Control-Allow-Headers", "authorization, content-type, x-retry-count");
        headers.put("Access-Control-Expose-Headers", "Retry-After");
        headers.put("Access-Control-Max-Age", "86400");
        headers.put("Cross-Origin-Resource-Policy", "cross-origin");
        return headers;
    }

    private Response take(Request request) {
        String name = request.path("call");
        SegmentCall call =
                SegmentCall.of(name).orElseThrow(() -> ProblemException.notFound("The Segment call '" + name + "'"));
        if (call == SegmentCall.METRICS) {
            return Response.ok(new Taken(true, Optional.empty()));
        }
        boolean isBatch = call == SegmentCall.BATCH;
        SegmentBody body = SegmentBody.parse(request.body(MOST_BATCH_BYTES), isBatch);
        Sources.Sender sender = sender(request, body);
        boolean isBrowser = sender.kind() == SourceKind.WEB;
        SegmentEvents reader = new SegmentEvents(
                body,
                call.kind(),
                sender.source(),
                clock.instant(),
                isBrowser ? request.header("user-agent") : Optional.empty(),
                isBrowser ? Optional.of(clientAddress(request)) : Optional.empty());
        return take(sender, body, reader);
    }

    private Response take(Sources.Sender sender, SegmentBody body, SegmentEvents reader) {
        List<Event> events = new ArrayList<>(body.parts().size());
        List<Refusal> refusals = new ArrayList<>();
        List<RefusedPart> refused = new ArrayList<>();
        List<Sighting> sightings = new ArrayList<>();
        for (int index = 0; index < body.parts().size(); index++) {
            SegmentBody.Part part = body.parts().get(index);
            try {
                if (reader.isOfNobody(part)) {
                    sightings.add(reader.sighting(part));
                } else {
                    events.add(reader.event(part));
                }
            } catch (RefusedEventException fault) {
                Refusal refusal = fault.refusal(reader.refusesAnalytics(part) ? "" : part.text());
                refusals.add(refusal);
                refused.add(new RefusedPart(index, refusal.code(), refusal.reason()));
            }
        }
        collector.accept(sender.workspace(), sender.source(), events, refusals, sightings);
        return Response.ok(new Taken(true, Optional.of(refused).filter(some -> !some.isEmpty())));
    }

    private Sources.Sender sender(Request request, SegmentBody body) {
        return basicUser(request)
                .or(() -> body.text("writeKey"))
                .flatMap(sources::byKey)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.WRONG_KEY,
                        "Send the source's write key as the user of Basic authorization or as 'writeKey' in the body;"
                                + " nothing was taken"));
    }

    private static Optional<String> basicUser(Request request) {
        return request.header("authorization")
                .filter(value -> value.regionMatches(true, 0, BASIC, 0, BASIC.length()))
                .flatMap(value -> decoded(value.substring(BASIC.length()).strip()))
                .map(pair -> pair.indexOf(':') < 0 ? pair : pair.substring(0, pair.indexOf(':')))
                .filter(user -> !user.isEmpty());
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The last hop that a proxy in front of Percorso adds, else the peer. */
    private static String clientAddress(Request request) {
        return request.header("x-forwarded-for")
                .map(hops -> hops.substring(hops.lastIndexOf(',') + 1).strip())
                .orElseGet(request::remoteAddress);
    }

    /** What a browser SDK loads before it sends: one destination, this server. */
    private Response settings(Request request) {
        String key = request.path("writeKey");
        if (sources.byKey(key).isEmpty()) {
            throw ProblemException.notFound("A source with this write key");
        }
        Map<String, Object> destination = Map.of(
                "apiKey",
                key,
                "apiHost",
                request.header("host").orElse("localhost") + "/v1",
                "protocol",
                request.isSecure() ? "https" : "http",
                "unbundledIntegrations",
                List.of(),
                "addBundledMetadata",
                false,
                "versionSettings",
                Map.of("version", "4.4.7", "componentTypes", List.of("browser")));
        return Response.ok(Map.of(
                "integrations",
                Map.of("Segment.io", destination),
                "plan",
                Map.of("track", Map.of("__default", Map.of("enabled", true)), "identify", Map.of(), "group", Map.of()),
                "edgeFunction",
                Map.of(),
                "enabledMiddleware",
                Map.of(),
                "metrics",
                Map.of("sampleRate", 0),
                "remotePlugins",
                List.of()));
    }
}
