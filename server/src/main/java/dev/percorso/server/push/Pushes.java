package dev.percorso.server.push;

import dev.percorso.server.deliver.Courier;
import dev.percorso.server.deliver.MessageContents;
import dev.percorso.server.deliver.MessageRenderer;
import dev.percorso.server.deliver.Reach;
import dev.percorso.server.deliver.Reactions;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.onsite.Offer;
import dev.percorso.server.onsite.OfferStore;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.people.Consent;
import dev.percorso.server.people.ConsentOrigin;
import dev.percorso.server.people.ConsentProof;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.SecretBox;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who takes push messages, and the keys they are sent with. */
public final class Pushes {
    private static final String TEST_TAG = "percorso-test";

    private final PushStore store;
    private final OfferStore offers;
    private final PushService service;
    private final People people;
    private final InstantSource clock;
    private final boolean allowsPlain;

    /**
     * @param contact whom a push service may turn to: an address with mailto: or https:
     * @param allowsPlain whether browsers may be reached without TLS, as in tests
     */
    public Pushes(
            Database database,
            SecretBox box,
            PublicAddresses addresses,
            People people,
            InstantSource clock,
            String contact,
            boolean allowsPlain) {
        this.store = new PushStore(database, box);
        this.offers = new OfferStore(database);
        this.service = new PushService(addresses, clock, contact);
        this.people = people;
        this.clock = clock;
        this.allowsPlain = allowsPlain;
    }

    /** Hands push messages over. */
    public Courier courier(MessageContents contents, MessageRenderer renderer, Reactions reactions) {
        return new PushCourier(this, contents, renderer, reactions);
    }

    /** Whether somebody has a browser that takes messages. */
    public Reach reach() {
        return (workspace, person, _) -> store.ofPerson(workspace, person).isEmpty()
                ? new Reach.Nowhere("no browser of the person takes push messages")
                : new Reach.At("");
    }

    /**
     * What is set up.
     *
     * @param publicKey absent until push messages are switched on
     */
    record View(
            boolean on, Optional<String> publicKey, boolean sealed, PushWords words, PushStore.Subscribed subscribed) {}

    View view(WorkspaceId workspace) {
        Optional<PushStore.Setting> setting = store.setting(workspace);
        return new View(
                setting.isPresent(),
                setting.map(known -> known.key().publicKey()),
                setting.filter(known -> known.key().privateKey().isEmpty()).isPresent(),
                setting.map(PushStore.Setting::words).orElse(PushWords.USUAL),
                store.subscribed(workspace));
    }

    /** Switches push messages on, with a key of the workspace's own from the first time, and says what sites ask. */
    synchronized View save(WorkspaceId workspace, PushWords words) {
        VapidKey key = store.setting(workspace).map(PushStore.Setting::key).orElseGet(VapidKey::create);
        store.save(workspace, key, words, clock.instant());
        return view(workspace);
    }

    private PushStore.Setting setting(WorkspaceId workspace) {
        return store.setting(workspace)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.CONFLICT, "Push messages are not switched on; do so under Messages → Push"));
    }

    /** What the service of a browser said. */
    record Reply(String browser, PushService.Answer answer) {}

    List<Reply> send(WorkspaceId workspace, int person, byte[] message) {
        Optional<VapidKey> key = store.setting(workspace)
                .map(PushStore.Setting::key)
                .filter(known -> !known.privateKey().isEmpty());
        if (key.isEmpty()) {
            return List.of(new Reply(
                    "",
                    new PushService.Refused(
                            "the key for push messages is missing; its seal cannot be opened with secrets.key")));
        }
        List<Reply> replies = new ArrayList<>();
        for (PushSubscription subscription : store.ofPerson(workspace, person)) {
            PushService.Answer answer = service.send(key.get(), subscription.address(), message);
            replies.add(new Reply(subscription.browser(), answer));
            switch (answer) {
                case PushService.Accepted _ -> store.taken(subscription, clock.instant());
                case PushService.Gone _ -> store.remove(subscription);
                case PushService.Refused _, PushService.Postponed _, PushService.Uncertain _ -> {}
            }
        }
        return replies;
    }

    /** A browser that was tried, and why it did not work. */
    record Tested(String browser, boolean taken, Optional<String> reason) {
        static Tested of(Reply reply) {
            Optional<String> reason = switch (reply.answer()) {
                case PushService.Accepted _ -> Optional.empty();
                case PushService.Gone _ -> Optional.of(PushService.GONE);
                case PushService.Refused no -> Optional.of(no.reason());
                case PushService.Postponed later -> Optional.of(later.reason());
                case PushService.Uncertain lost -> Optional.of(lost.reason());
            };
            return new Tested(reply.browser(), reason.isEmpty(), reason);
        }
    }

    /** Sends a message now to the browsers of one person, whatever rules there are. */
    List<Tested> test(WorkspaceId workspace, int person, String title, String body, String url) {
        setting(workspace);
        PushCourier.Notification notification = new PushCourier.Notification(title, body, "", url, TEST_TAG);
        notification.fault().ifPresent(fault -> {
            throw ProblemException.invalid("/title", fault);
        });
        List<Reply> replies = send(workspace, people.canonical(workspace, person), notification.bytes());
        if (replies.isEmpty()) {
            throw ProblemException.of(
                    ErrorCode.CONFLICT,
                    "No browser of this person takes push messages; open the site in one and agree to them first");
        }
        return replies.stream().map(Tested::of).toList();
    }

    /**
     * What a browser has to know.
     *
     * @param ask by which it tells what became of the question; empty when it must not be asked
     */
    record ForBrowser(String publicKey, Optional<String> ask, PushWords.Question words) {}

    Optional<ForBrowser> forBrowser(WorkspaceId workspace, Optional<String> anonymousId, String language) {
        Optional<Person> person = anonymousId.flatMap(id -> people.find(workspace, IdentityKind.ANONYMOUS, id));
        return store.setting(workspace)
                .map(setting -> new ForBrowser(
                        setting.key().publicKey(),
                        person.flatMap(known -> asked(workspace, known.id())),
                        setting.words().in(language)));
    }

    /** A flow looks at how people behaved, so it asks only those who agreed to that, and never who said no before. */
    private Optional<String> asked(WorkspaceId workspace, int person) {
        if (!people.allows(workspace, person, Purpose.PROFILING)) {
            return Optional.empty();
        }
        Consent stated = people.consents(workspace, person).get(Purpose.PUSH);
        if (stated != null && !stated.granted()) {
            return Optional.empty();
        }
        return offers.open(workspace, person, clock.instant()).stream()
                .filter(offer -> offer.message().equals(Offer.PUSH))
                .filter(offer -> !offer.shown())
                .map(OfferStore.Open::token)
                .findFirst();
    }

    void check(WorkspaceId workspace, PushSubscription.Address address) {
        setting(workspace);
        address.check(allowsPlain);
    }

    /** The browser takes messages for this person from now on. */
    void subscribe(WorkspaceId workspace, int person, PushSubscription.Address address, String browser) {
        store.subscribe(workspace, person, address, browser, clock.instant());
    }

    /** The browser takes none any more; with the last one the person has withdrawn the consent. */
    void unsubscribe(WorkspaceId workspace, String endpoint) {
        store.unsubscribe(workspace, endpoint)
                .map(person -> people.canonical(workspace, person))
                .filter(person -> store.ofPerson(workspace, person).isEmpty())
                .filter(person -> people.find(workspace, person).isPresent())
                .ifPresent(person -> people.recordConsent(
                        workspace, person, Purpose.PUSH, false, "browser", ConsentProof.of(ConsentOrigin.UNSUBSCRIBE)));
    }

    /** A browser of a person, as it is shown. */
    record Browser(String browser, Instant since, Optional<Instant> lastMessageAt) {}

    List<Browser> browsers(WorkspaceId workspace, int person) {
        return store.ofPerson(workspace, people.canonical(workspace, person)).stream()
                .map(known -> new Browser(known.browser(), known.createdAt(), known.sentAt()))
                .toList();
    }
}
