package dev.percorso.server.collect.protocol;

import dev.percorso.server.collect.Sources;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What browser SDKs load before they send: that there is one destination, this server, and nothing else is switched on. */
final class Configurations {
    private final Sources sources;
    private final InstantSource clock;

    Configurations(Sources sources, InstantSource clock) {
        this.sources = sources;
        this.clock = clock;
    }

    private Sources.Sender sender(String key) {
        return sources.byKey(key).orElseThrow(() -> ProblemException.notFound("A source with this write key"));
    }

    Response segment(Request request) {
        String key = request.path("writeKey");
        sender(key);
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

    /** RudderStack sends the write key as the user of Basic authorization, or in the address. */
    Response rudderStack(Request request) {
        String key = new Call("sourceConfig", request, new byte[0])
                .basicUser()
                .or(() -> request.query("writeKey"))
                .orElseThrow(() -> ProblemException.of(ErrorCode.WRONG_KEY, "Send the write key as 'writeKey'"));
        Sources.Sender sender = sender(key);
        Map<String, Object> silent = Map.of("enabled", false);
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("id", sender.source());
        source.put("name", sender.workspace().value());
        source.put("writeKey", key);
        source.put("enabled", true);
        source.put("workspaceId", sender.workspace().value());
        source.put("config", Map.of("statsCollection", Map.of("errors", silent, "metrics", silent)));
        source.put("destinations", List.of());
        source.put("connections", List.of());
        source.put("dataplanes", Map.of());
        return Response.ok(Map.of("source", source, "updatedAt", clock.instant().toString()));
    }

    Response postHog(Request request) {
        return Response.ok(postHogConfiguration(request.path("token")));
    }

    /** The same as a script, which is what the snippet loads. */
    Response postHogScript(Request request) {
        String token = request.path("token");
        String script = "(function(){window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};"
                + "window._POSTHOG_REMOTE_CONFIG[" + Json.text(token) + "]={config:"
                + Json.text(postHogConfiguration(token)) + ",siteApps:[]};})();";
        return new Response.Bytes(
                200,
                "text/javascript; charset=utf-8",
                script.getBytes(StandardCharsets.UTF_8),
                Map.of("Cache-Control", "public, max-age=300"));
    }

    private Map<String, Object> postHogConfiguration(String token) {
        sender(token);
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("token", token);
        configuration.put("supportedCompression", List.of("gzip", "gzip-js"));
        configuration.put("hasFeatureFlags", false);
        configuration.put("captureDeadClicks", false);
        configuration.put("capturePerformance", false);
        configuration.put("autocapture_opt_out", false);
        configuration.put("autocaptureExceptions", false);
        configuration.put("analytics", Map.of("endpoint", "/i/v0/e/"));
        configuration.put("elementsChainAsString", true);
        configuration.put("errorTracking", Map.of("autocaptureExceptions", false));
        configuration.put("sessionRecording", false);
        configuration.put("surveys", false);
        configuration.put("heatmaps", false);
        configuration.put("toolbarParams", Map.of());
        configuration.put("isAuthenticated", false);
        configuration.put("siteApps", List.of());
        return configuration;
    }

    /** No flag is on: Percorso has none. */
    Response postHogFlags(Request request) {
        return Response.ok(Map.of(
                "flags",
                Map.of(),
                "featureFlags",
                Map.of(),
                "featureFlagPayloads",
                Map.of(),
                "errorsWhileComputingFlags",
                false,
                "supportedCompression",
                List.of("gzip", "gzip-js"),
                "sessionRecording",
                false));
    }
}
