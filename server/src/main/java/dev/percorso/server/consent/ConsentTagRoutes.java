package dev.percorso.server.consent;

import dev.percorso.server.collect.Addresses;
import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.ConsentBasis;
import dev.percorso.server.collect.Devices;
import dev.percorso.server.collect.Sources;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Handler;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.Consent;
import dev.percorso.server.people.ConsentLedger;
import dev.percorso.server.people.ConsentOrigin;
import dev.percorso.server.people.ConsentProof;
import dev.percorso.server.people.ConsentTraits;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.people.RefusedIds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What the web tag asks before it asks the visitor, and where it brings the answer. */
public final class ConsentTagRoutes implements Routes {
    private static final int MOST_BYTES = 8 << 10;
    private static final int LONGEST_RECEIPT = 64;

    /**
     * How the tag behaves.
     *
     * @param consent {@code banner}, {@code site} (the site asks) or {@code elsewhere} (nothing is asked)
     * @param version of the words
     * @param askedSince the oldest version under which a choice still holds
     * @param surveys whether the site may show any
     * @param messages likewise
     * @param push whether push messages are switched on
     * @param forms whether one pops up
     */
    private record TagConfig(
            String consent,
            int version,
            int askedSince,
            int askAfterMonths,
            boolean countRefusals,
            boolean showLink,
            List<String> linkedDomains,
            boolean surveys,
            boolean messages,
            boolean push,
            boolean forms) {}

    private record TagTexts(int version, String language, BannerText text, Map<String, String> colours) {}

    /**
     * A visitor's choice. Without an id it can only be a refusal, of nobody in particular.
     *
     * @param receipt number of the choice: sending it again changes nothing
     * @param origin where it was made: banner, preferenceCentre or api
     */
    private record Choice(
            String writeKey,
            String receipt,
            Optional<String> anonymousId,
            Optional<String> userId,
            boolean analytics,
            boolean profiling,
            boolean marketing,
            Optional<Integer> textVersion,
            Optional<String> language,
            ConsentOrigin origin,
            Optional<Boolean> globalPrivacyControl) {

        Map<Purpose, Boolean> purposes() {
            Map<Purpose, Boolean> purposes = new LinkedHashMap<>();
            purposes.put(Purpose.ANALYTICS, analytics);
            purposes.put(Purpose.PROFILING, profiling);
            purposes.put(Purpose.ADVERTISING, marketing);
            return purposes;
        }
    }

    private final Sources sources;
    private final Collector collector;
    private final ConsentLedger ledger;
    private final ConsentQuestions questions;
    private final Predicate<WorkspaceId> surveys;
    private final Predicate<WorkspaceId> messages;
    private final Predicate<WorkspaceId> push;
    private final Predicate<WorkspaceId> forms;
    private final InstantSource clock;

    /**
     * @param surveys tells whether the sites of a workspace may show any
     * @param messages likewise
     * @param push tells whether a workspace takes push messages
     * @param forms tells whether one pops up there
     */
    public ConsentTagRoutes(
            Sources sources,
            Collector collector,
            ConsentLedger ledger,
            ConsentQuestions questions,
            Predicate<WorkspaceId> surveys,
            Predicate<WorkspaceId> messages,
            Predicate<WorkspaceId> push,
            Predicate<WorkspaceId> forms,
            InstantSource clock) {
        this.sources = sources;
        this.collector = collector;
        this.ledger = ledger;
        this.questions = questions;
        this.surveys = surveys;
        this.messages = messages;
        this.push = push;
        this.forms = forms;
        this.clock = clock;
    }

    @Override
    public void register(Router router) {
        router.get("/tag/config/{writeKey}", Access.PUBLIC, open(this::config))
                .get("/tag/consent/{writeKey}", Access.PUBLIC, open(this::texts))
                .post("/v1/consent", Access.PUBLIC, open(this::choose))
                .options("/v1/consent", Access.PUBLIC, open(request -> Response.noContent()));
    }

    /** Any site may ask; nothing here depends on cookies. */
    private static Handler open(Handler handler) {
        return handler.with(request -> {
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Access-Control-Allow-Origin", request.header("origin").orElse("*"));
            if (request.header("origin").isPresent()) {
                headers.put("Access-Control-Allow-Credentials", "true");
                headers.put("Vary", "Origin");
            }
            headers.put("Access-Control-Allow-Headers", "content-type");
            headers.put("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
            headers.put("Access-Control-Expose-Headers", "Retry-After");
            headers.put("Cross-Origin-Resource-Policy", "cross-origin");
            return headers;
        });
    }

    private Sources.Sender sender(String writeKey) {
        return sources.byKey(writeKey)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.WRONG_KEY, "No source has this write key; copy the line from Sources again"));
    }

    private Response config(Request request) {
        Sources.Sender sender = sender(request.path("writeKey"));
        ConsentSettings settings = questions.settings(sender.workspace());
        ConsentBasis basis = sources.basis(sender.workspace(), sender.source());
        String consent = basis == ConsentBasis.ELSEWHERE ? "elsewhere" : settings.banner() ? "banner" : "site";
        return cached(Response.ok(new TagConfig(
                consent,
                questions.current(sender.workspace()).version(),
                questions.askedSince(sender.workspace()),
                settings.askAfterMonths(),
                settings.countRefusals(),
                settings.showLink(),
                settings.linkedDomains(),
                surveys.test(sender.workspace()),
                messages.test(sender.workspace()),
                push.test(sender.workspace()),
                forms.test(sender.workspace()))));
    }

    private Response texts(Request request) {
        Sources.Sender sender = sender(request.path("writeKey"));
        ConsentText current = questions.current(sender.workspace());
        ConsentSettings settings = questions.settings(sender.workspace());
        String wanted = request.query("language").orElse("en").toLowerCase(Locale.ROOT);
        String language = current.texts().keySet().stream()
                .filter(wanted::startsWith)
                .findFirst()
                .orElse("en");
        return cached(Response.ok(new TagTexts(
                current.version(),
                language,
                current.texts()
                        .getOrDefault(
                                language, current.texts().values().iterator().next()),
                Map.of(
                        "accent", settings.accent(),
                        "background", settings.background(),
                        "text", settings.text()))));
    }

    /** A change shows within a minute. */
    private static Response cached(Response response) {
        return response.with(Map.of("Cache-Control", "public, max-age=60"));
    }

    private static void check(Choice choice) {
        if (choice.writeKey() == null) {
            throw ProblemException.invalid("/writeKey", "send the source's write key");
        }
        if (choice.receipt() == null
                || choice.receipt().isBlank()
                || choice.receipt().length() > LONGEST_RECEIPT) {
            throw ProblemException.invalid("/receipt", "number the choice with 1 to 64 characters");
        }
        if (choice.origin() == null) {
            throw ProblemException.invalid("/origin", "say where the choice was made: banner, preferenceCentre or api");
        }
    }

    private Response choose(Request request) {
        Choice choice = Json.read(request.body(MOST_BYTES), Choice.class);
        check(choice);
        Sources.Sender sender = sender(choice.writeKey());
        Optional<String> anonymousId = RefusedIds.usable(choice.anonymousId());
        Optional<String> userId = RefusedIds.usable(choice.userId());
        ConsentProof proof = proof(request, sender, choice);
        if (anonymousId.isPresent() || userId.isPresent()) {
            Map<String, Object> traits = new LinkedHashMap<>();
            choice.purposes().forEach((purpose, granted) -> traits.put(ConsentTraits.name(purpose), granted));
            traits.putAll(ConsentTraits.of(proof));
            collector.acceptStated(
                    sender.workspace(),
                    sender.source(),
                    List.of(new Event(
                            "consent-" + choice.receipt(),
                            Event.Kind.IDENTIFY,
                            "",
                            anonymousId,
                            userId,
                            Optional.empty(),
                            clock.instant(),
                            Map.of(),
                            traits,
                            sender.source())));
            return Response.ok(Map.of("success", true));
        }
        if (choice.purposes().containsValue(true)) {
            throw ProblemException.invalid(
                    "/anonymousId", "consent needs an id of whoever gives it; only a refusal of everything needs none");
        }
        refuse(sender, choice, proof);
        return Response.ok(Map.of("success", true));
    }

    private void refuse(Sources.Sender sender, Choice choice, ConsentProof proof) {
        Instant now = clock.instant();
        List<Consent> refusals = choice.purposes().keySet().stream()
                .map(purpose -> new Consent(purpose, false, now, sender.source(), proof))
                .toList();
        ledger.refuseAsNobody(sender.workspace(), refusals);
    }

    private ConsentProof proof(Request request, Sources.Sender sender, Choice choice) {
        String language = choice.language().filter(text -> text.length() <= 8).orElse("");
        ConsentOrigin origin = switch (choice.origin()) {
            case BANNER, PREFERENCE_CENTRE -> choice.origin();
            case FORM, API, IMPORT, OPERATOR, UNSUBSCRIBE -> ConsentOrigin.API;
        };
        return new ConsentProof(
                origin,
                choice.textVersion().filter(version -> version > 0),
                language,
                choice.textVersion()
                        .map(version -> questions.hash(sender.workspace(), version, language))
                        .orElse(""),
                Addresses.truncated(request.clientAddress()).orElse(""),
                request.header("user-agent").map(Devices::device).orElse(""),
                choice.receipt(),
                choice.globalPrivacyControl().orElse(false) ? "Global Privacy Control" : "");
    }
}
