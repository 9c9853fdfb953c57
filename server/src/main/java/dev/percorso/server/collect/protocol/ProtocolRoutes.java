package dev.percorso.server.collect.protocol;

import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.Protocol;
import dev.percorso.server.collect.Sources;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Handler;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The addresses that other vendors' SDKs call, at the root as they expect and below the protocol's name. Every answer,
 * refusals too, carries the CORS headers, or a browser's SDK could not read {@code Retry-After}.
 */
public final class ProtocolRoutes implements Routes {
    private static final Pattern HEADER_NAMES = Pattern.compile("[a-zA-Z0-9-]+(?:\\s*,\\s*[a-zA-Z0-9-]+)*");
    private static final String USUAL_HEADERS = "authorization, content-type, x-retry-count";

    private final Adapters adapters = new Adapters();
    private final Intake intake;
    private final Sources sources;
    private final Configurations configurations;

    public ProtocolRoutes(Sources sources, Collector collector, InstantSource clock) {
        this.sources = sources;
        this.intake = new Intake(sources, collector, clock, BodyBudget.ofThisHeap());
        this.configurations = new Configurations(sources, clock);
    }

    @Override
    public void register(Router router) {
        segment(router);
        postHog(router);
        mixpanel(router);
        google(router);
        matomo(router);
        amplitude(router);
        for (String path : List.of("/track", "/track/")) {
            both(router, path, request -> intake.take(request, "track", adapters.mixpanel(), this::ofTrack));
        }
        for (String path : List.of("/batch", "/batch/")) {
            post(router, path, request -> intake.take(request, "batch", adapters.postHog(), this::ofBatch));
        }
    }

    private void segment(Router router) {
        for (String prefix : List.of("", "/segment", "/rudderstack")) {
            post(router, prefix + "/v1/{call}", request -> {
                String name = request.path("call");
                SegmentCall call = SegmentCall.of(name)
                        .orElseThrow(() -> ProblemException.notFound("The Segment call '" + name + "'"));
                return call == SegmentCall.METRICS
                        ? Response.ok(Map.of("success", true))
                        : intake.take(request, name, adapters.segment());
            });
        }
        get(router, "/v1/projects/{writeKey}/settings", configurations::segment);
        get(router, "/sourceConfig", configurations::rudderStack);
        get(router, "/sourceConfig/", configurations::rudderStack);
    }

    private void postHog(Router router) {
        for (String prefix : List.of("", "/posthog")) {
            for (String path : List.of("/e", "/i/v0/e", "/capture")) {
                for (String end : List.of("", "/")) {
                    both(router, prefix + path + end, request -> intake.take(request, "e", adapters.postHog()));
                }
            }
            for (String end : List.of("", "/")) {
                post(
                        router,
                        prefix + "/i/v1/analytics/events" + end,
                        request -> intake.take(request, "events", adapters.postHog()));
                both(router, prefix + "/flags" + end, configurations::postHogFlags);
                both(router, prefix + "/decide" + end, configurations::postHogFlags);
                // Recordings are not taken; to say so would make the SDK send them again and again.
                post(router, prefix + "/s" + end, request -> Response.ok(Map.of("status", 1)));
            }
            get(router, prefix + "/array/{token}/config", configurations::postHog);
            get(router, prefix + "/array/{token}/config.js", configurations::postHogScript);
        }
        for (String path : List.of("/posthog/batch", "/posthog/batch/", "/posthog/track", "/posthog/track/")) {
            both(router, path, request -> intake.take(request, "e", adapters.postHog()));
        }
    }

    private void mixpanel(Router router) {
        for (String end : List.of("", "/")) {
            for (String name : List.of("engage", "groups", "import")) {
                for (String prefix : List.of("", "/mixpanel")) {
                    both(router, prefix + "/" + name + end, request -> intake.take(request, name, adapters.mixpanel()));
                }
            }
            both(router, "/mixpanel/track" + end, request -> intake.take(request, "track", adapters.mixpanel()));
        }
    }

    private void google(Router router) {
        for (String prefix : List.of("", "/google")) {
            post(router, prefix + "/mp/collect", request -> intake.take(request, "collect", adapters.google()));
            post(
                    router,
                    prefix + "/debug/mp/collect",
                    request -> adapters.google()
                            .validated(new Call("collect", request, request.body(ProtocolAdapter.MOST_EVENT_BYTES))));
        }
    }

    private void matomo(Router router) {
        for (String prefix : List.of("", "/matomo")) {
            for (String file : List.of("/matomo.php", "/piwik.php")) {
                both(router, prefix + file, request -> intake.take(request, "hit", adapters.matomo()));
            }
        }
    }

    private void amplitude(Router router) {
        for (String prefix : List.of("", "/amplitude")) {
            for (String path : List.of("/2/httpapi", "/identify", "/groupidentify")) {
                String name = path.substring(path.lastIndexOf('/') + 1);
                post(router, prefix + path, request -> intake.take(request, name, adapters.amplitude()));
            }
        }
        post(router, "/amplitude/batch", request -> intake.take(request, "batch", adapters.amplitude()));
    }

    /** Mixpanel and PostHog share this address: the source's protocol decides, else who writes like that. */
    private ProtocolAdapter ofTrack(Call call) {
        JsonBody body = JsonBody.parse(Forms.json(call), Set.of("batch"));
        if (body.isList() && body.isObject()) {
            return adapters.postHog();
        }
        if (body.items().isEmpty()) {
            return adapters.mixpanel();
        }
        var first = body.items().getFirst().tree();
        var properties = Fields.object(first, "properties");
        Optional<Protocol> known = Fields.text(first, "api_key")
                .or(() -> Fields.text(properties, "token"))
                .flatMap(sources::byKey)
                .map(Sources.Sender::protocol);
        if (known.filter(protocol -> protocol == Protocol.MIXPANEL || protocol == Protocol.POSTHOG)
                .isPresent()) {
            return known.filter(protocol -> protocol == Protocol.POSTHOG).isPresent()
                    ? adapters.postHog()
                    : adapters.mixpanel();
        }
        return first.has("api_key") || first.has("uuid") || first.has("distinct_id")
                ? adapters.postHog()
                : adapters.mixpanel();
    }

    /** Amplitude and PostHog share this address: Amplitude's list is named {@code events}. */
    private ProtocolAdapter ofBatch(Call call) {
        JsonBody body = JsonBody.parse(Forms.json(call), Set.of("batch"));
        return body.envelope().has("events") ? adapters.amplitude() : adapters.postHog();
    }

    private static void get(Router router, String path, Handler handler) {
        router.get(path, Access.PUBLIC, handler.with(ProtocolRoutes::corsHeaders))
                .options(path, Access.PUBLIC, preflight());
    }

    private static void post(Router router, String path, Handler handler) {
        router.post(path, Access.PUBLIC, handler.with(ProtocolRoutes::corsHeaders))
                .options(path, Access.PUBLIC, preflight());
    }

    private static void both(Router router, String path, Handler handler) {
        get(router, path, handler);
        router.post(path, Access.PUBLIC, handler.with(ProtocolRoutes::corsHeaders));
    }

    private static Handler preflight() {
        Handler nothing = request -> Response.noContent();
        return nothing.with(ProtocolRoutes::corsHeaders);
    }

    /**
     * The origin is named, not '*', because {@code sendBeacon} always sends credentials; and so are the headers, because
     * each SDK asks for some of its own.
     */
    private static Map<String, String> corsHeaders(Request request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Origin", request.header("origin").orElse("*"));
        if (request.header("origin").isPresent()) {
            headers.put("Access-Control-Allow-Credentials", "true");
            headers.put("Vary", "Origin");
        }
        headers.put("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
        headers.put(
                "Access-Control-Allow-Headers",
                request.header("access-control-request-headers")
                        .filter(names -> HEADER_NAMES.matcher(names).matches())
                        .map(names -> USUAL_HEADERS + ", " + names)
                        .orElse(USUAL_HEADERS));
        headers.put("Access-Control-Expose-Headers", "Retry-After");
        headers.put("Access-Control-Max-Age", "86400");
        headers.put("Cross-Origin-Resource-Policy", "cross-origin");
        return headers;
    }
}
