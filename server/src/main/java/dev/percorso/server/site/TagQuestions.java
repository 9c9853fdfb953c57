package dev.percorso.server.site;

import dev.percorso.server.collect.Sources;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.RateLimit;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.people.RefusedIds;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the tag asks for a page: by write key, from any site, and not too often from one address. */
public final class TagQuestions {
    private static final Map<String, String> OPEN = Map.of(
            "Access-Control-Allow-Origin",
            "*",
            "Cross-Origin-Resource-Policy",
            "cross-origin",
            "Cache-Control",
            "no-store");

    private final Sources sources;
    private final RateLimit byAddress = new RateLimit(120, Duration.ofSeconds(1));

    public TagQuestions(Sources sources) {
        this.sources = sources;
    }

    /** What there is for a browser. */
    @FunctionalInterface
    public interface Answer {
        /**
         * @param anonymousId of the browser; empty when it told none that can be used
         * @param language that the page wants, in lower case
         */
        Object to(WorkspaceId workspace, Optional<String> anonymousId, String language);
    }

    /** Answers a request whose path holds the {@code writeKey}. */
    public Response answer(Request request, Answer answer) {
        return open(request, () -> {
            WorkspaceId workspace = sender(request).workspace();
            return Response.ok(answer.to(
                    workspace,
                    RefusedIds.usable(request.query("anonymousId")),
                    request.query("language").orElse("en").toLowerCase(Locale.ROOT)));
        });
    }

    /** Whose the {@code writeKey} of the path is. */
    public Sources.Sender sender(Request request) {
        return sources.byKey(request.path("writeKey"))
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.WRONG_KEY, "No source has this write key; copy the line from Sources again"));
    }

    /** Answers any site, and tells it what was wrong. */
    public Response open(Request request, Supplier<Response> work) {
        try {
            byAddress.check(request.clientAddress(), "This was asked for too often; wait a moment and try again");
            return work.get().with(OPEN);
        } catch (ProblemException problem) {
            return Response.problem(problem).with(OPEN);
        }
    }
}
