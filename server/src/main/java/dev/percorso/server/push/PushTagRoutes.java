package dev.percorso.server.push;

import dev.percorso.server.collect.Addresses;
import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.Devices;
import dev.percorso.server.collect.Sources;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.ConsentOrigin;
import dev.percorso.server.people.ConsentProof;
import dev.percorso.server.people.ConsentTraits;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.people.RefusedIds;
import dev.percorso.server.site.TagQuestions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Push messages for the web tag: what to ask, and browsers that come and go. */
public final class PushTagRoutes implements Routes {
    private static final int MOST_BYTES = 8 << 10;
    /** The projector is seldom more than some milliseconds behind. */
    private static final int LOOKS = 150;

    private static final int LOOK_MILLIS = 20;

    private final Pushes pushes;
    private final TagQuestions questions;
    private final Collector collector;
    private final People people;
    private final Ids ids;
    private final InstantSource clock;

    public PushTagRoutes(
            Pushes pushes, TagQuestions questions, Collector collector, People people, Ids ids, InstantSource clock) {
        this.pushes = pushes;
        this.questions = questions;
        this.collector = collector;
        this.people = people;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A browser as its tag tells of it.
     *
     * @param language in which the question was asked
     * @param asked whether the site's own question was answered with yes; otherwise the site called for it
     */
    private record Subscribing(
            Optional<String> anonymousId,
            Optional<String> userId,
            String endpoint,
            String p256dh,
            String auth,
            Optional<String> language,
            Optional<Boolean> asked) {}

    private record Unsubscribing(String endpoint) {}

    @Override
    public void register(Router router) {
        router.get(
                        "/tag/push/{writeKey}",
                        Access.PUBLIC,
                        request -> questions.answer(
                                request,
                                (workspace, anonymousId, language) -> pushes.forBrowser(
                                                workspace, anonymousId, language)
                                        .orElseThrow(() -> ProblemException.notFound(
                                                "The key for push messages, which are not switched on,"))))
                // Sent as plain text, so that no browser asks beforehand.
                .post(
                        "/tag/push/{writeKey}",
                        Access.PUBLIC,
                        request -> questions.open(request, () -> subscribe(request)))
                .post(
                        "/tag/push/{writeKey}/unsubscribe",
                        Access.PUBLIC,
                        request -> questions.open(request, () -> unsubscribe(request)));
    }

    private Response subscribe(Request request) {
        Subscribing wanted = Json.read(request.body(MOST_BYTES), Subscribing.class);
        Sources.Sender sender = questions.sender(request);
        WorkspaceId workspace = sender.workspace();
        PushSubscription.Address address =
                new PushSubscription.Address(wanted.endpoint(), wanted.p256dh(), wanted.auth());
        pushes.check(workspace, address);
        String anonymousId = RefusedIds.usable(wanted.anonymousId())
                .orElseThrow(() -> ProblemException.invalid(
                        "/anonymousId", "a browser subscribes for somebody: send the visitor's anonymousId"));
        state(request, sender, wanted, anonymousId);
        Person person = known(workspace, anonymousId);
        String browser = request.header("user-agent").map(Browsers::name).orElse("Browser");
        pushes.subscribe(workspace, person.id(), address, browser);
        return Response.ok(Map.of("success", true));
    }

    /** What the visitor agreed to goes the way of all statements, so that it keeps its place among events. */
    private void state(Request request, Sources.Sender sender, Subscribing wanted, String anonymousId) {
        ConsentProof proof = new ConsentProof(
                wanted.asked().orElse(false) ? ConsentOrigin.BANNER : ConsentOrigin.API,
                Optional.empty(),
                wanted.language().filter(text -> text.length() <= 8).orElse(""),
                "",
                Addresses.truncated(request.clientAddress()).orElse(""),
                request.header("user-agent").map(Devices::device).orElse(""),
                "",
                "the browser was asked and said yes");
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put(ConsentTraits.name(Purpose.PUSH), true);
        traits.putAll(ConsentTraits.of(proof));
        collector.acceptStated(
                sender.workspace(),
                sender.source(),
                List.of(new Event(
                        "push-" + ids.next(),
                        Event.Kind.IDENTIFY,
                        "",
                        Optional.of(anonymousId),
                        RefusedIds.usable(wanted.userId()),
                        Optional.empty(),
                        clock.instant(),
                        Map.of(),
                        traits,
                        sender.source())));
    }

    /** The person, once the statement is written. */
    private Person known(WorkspaceId workspace, String anonymousId) {
        for (int look = 0; look < LOOKS; look++) {
            Optional<Person> person = people.find(workspace, IdentityKind.ANONYMOUS, anonymousId);
            boolean isStated = person.map(
                            known -> people.consents(workspace, known.id()).get(Purpose.PUSH))
                    .filter(consent -> consent.granted())
                    .isPresent();
            if (isStated) {
                return person.get();
            }
            pause();
        }
        throw ProblemException.retryLater(
                ErrorCode.UNAVAILABLE, "The subscription could not be kept just now; send it again", 5);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private Response unsubscribe(Request request) {
        Unsubscribing wanted = Json.read(request.body(MOST_BYTES), Unsubscribing.class);
        pushes.unsubscribe(questions.sender(request).workspace(), String.valueOf(wanted.endpoint()));
        return Response.ok(Map.of("success", true));
    }
}
