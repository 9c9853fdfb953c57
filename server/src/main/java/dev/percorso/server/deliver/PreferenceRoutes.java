package dev.percorso.server.deliver;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.FormFields;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The page on which a person chooses topics, without login: the link in the message is the key. */
public final class PreferenceRoutes implements Routes {
    private static final int MOST_BYTES = 16 << 10;

    private final Suppressions suppressions;
    private final DeliveryRulesStore store;
    private final Recipients recipients;
    private final Reactions reactions;
    private final InstantSource clock;

    public PreferenceRoutes(
            Suppressions suppressions,
            Reactions reactions,
            Recipients recipients,
            SendingChecks checks,
            InstantSource clock) {
        this.suppressions = suppressions;
        this.reactions = reactions;
        this.recipients = recipients;
        this.store = checks.store();
        this.clock = clock;
    }

    @Override
    public void register(Router router) {
        router.get("/preferences/{token}", Access.PUBLIC, request -> page(request, false));
        router.post("/preferences/{token}", Access.PUBLIC, this::choose);
    }

    /** Who holds the link, by the number that remains after all merges; empty also for who was erased. */
    private Optional<UnsubscribeTokens.Claim> claim(Request request) {
        return suppressions
                .read(request.path("token"))
                .flatMap(claim ->
                        recipients.numberOf(claim.workspace(), claim.person()).map(claim::of));
    }

    private Response page(Request request, boolean saved) {
        boolean italian = italian(request);
        return claim(request)
                .map(claim -> {
                    List<Topic> topics = store.topics(claim.workspace());
                    Set<String> refused = store.refused(claim.workspace(), claim.person());
                    return Response.html(200, UnsubscribePage.preferences(italian, topics, refused, saved));
                })
                .orElseGet(() -> Response.html(404, UnsubscribePage.unknownLink(italian)));
    }

    private Response choose(Request request) {
        claim(request).ifPresent(claim -> {
            FormFields fields = FormFields.read(request.body(MOST_BYTES));
            Set<String> wanted = new HashSet<>(fields.all("topic"));
            if (!fields.all("all").isEmpty()) {
                suppressions.unsubscribe(claim);
                reactions.unsubscribed(claim);
            }
            Set<String> refused = new HashSet<>();
            store.topics(claim.workspace()).stream()
                    .map(Topic::id)
                    .filter(topic -> !wanted.contains(topic))
                    .forEach(refused::add);
            store.refuse(claim.workspace(), claim.person(), refused, clock.instant());
        });
        return page(request, true);
    }

    private static boolean italian(Request request) {
        return request.header("accept-language")
                .map(languages -> languages.toLowerCase(Locale.ROOT).startsWith("it"))
                .orElse(false);
    }
}
