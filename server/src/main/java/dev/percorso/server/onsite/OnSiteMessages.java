package dev.percorso.server.onsite;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.site.SiteAudience;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages of the site: making them, and which of them a visitor may see. */
public final class OnSiteMessages implements SegmentUse {
    private final DocumentStore<OnSiteMessageContent> store;
    private final OfferStore offers;
    private final InstantSource clock;
    private final People people;
    private final SiteAudience audience;
    private final Ids ids;

    public OnSiteMessages(Database database, InstantSource clock, Ids ids, People people, SiteAudience audience) {
        this.store = store(database, clock);
        this.offers = new OfferStore(database);
        this.clock = clock;
        this.people = people;
        this.audience = audience;
        this.ids = ids;
    }

    static DocumentStore<OnSiteMessageContent> store(Database database, InstantSource clock) {
        return new DocumentStore<>(database, clock, "onsite-message", OnSiteMessageContent.class);
    }

    /** A message as it was last saved. */
    record Message(String id, @JsonUnwrapped OnSiteMessageContent content, Instant updatedAt, String updatedBy) {
        static Message of(DocumentStore.Stored<OnSiteMessageContent> stored) {
            return new Message(stored.id(), stored.content(), stored.updatedAt(), stored.updatedBy());
        }
    }

    List<Message> all(WorkspaceId workspace) {
        return store.all(workspace).stream()
                .map(Message::of)
                .sorted(Comparator.comparing(message -> message.content().name(), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    Message create(WorkspaceId workspace, OnSiteMessageContent content, String by) {
        audience.check(workspace, content.onSite());
        return Message.of(store.save(workspace, ids.next(), content, by));
    }

    Message update(WorkspaceId workspace, String id, OnSiteMessageContent content, String by) {
        if (store.find(workspace, id).isEmpty()) {
            throw missing(id);
        }
        audience.check(workspace, content.onSite());
        return Message.of(store.save(workspace, id, content, by));
    }

    /** @param users what uses it, as shown to the user */
    void delete(WorkspaceId workspace, String id, List<String> users) {
        if (!users.isEmpty()) {
            throw ProblemException.of(
                    ErrorCode.IN_USE,
                    "The message is used by %s; choose another one there first. Nothing was deleted"
                            .formatted(String.join(", ", users)));
        }
        if (!store.delete(workspace, id)) {
            throw missing(id);
        }
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("The message '" + id + "'");
    }

    @Override
    public List<String> usesOf(WorkspaceId workspace, String segment) {
        return store.all(workspace).stream()
                .map(DocumentStore.Stored::content)
                .filter(message ->
                        message.onSite().segment().filter(segment::equals).isPresent())
                .map(message -> "the message " + message.name())
                .toList();
    }

    /**
     * What a browser may show.
     *
     * @param offer by which it tells what became of what a flow offered
     */
    record Showable(Message message, Optional<String> offer) {}

    /**
     * What a browser may show; the page decides by path and event. What looks at how a person behaved goes only to those
     * who agreed to profiling, and so does what a flow offers.
     */
    List<Showable> onSite(WorkspaceId workspace, Optional<String> anonymousId) {
        Optional<Person> person = anonymousId.flatMap(id -> people.find(workspace, IdentityKind.ANONYMOUS, id));
        boolean isProfiled = person.filter(known -> people.allows(workspace, known.id(), Purpose.PROFILING))
                .isPresent();
        Map<String, OfferStore.Open> offered = new HashMap<>();
        person.filter(_ -> isProfiled)
                .map(known -> offers.open(workspace, known.id(), clock.instant()))
                .orElse(List.of())
                .forEach(offer -> offered.putIfAbsent(offer.message(), offer));
        return all(workspace).stream()
                .filter(message -> isShown(message.content()))
                .flatMap(message -> Optional.ofNullable(offered.get(message.id()))
                        .filter(offer -> !(offer.shown() && message.content().interrupts()))
                        .map(offer -> new Showable(message, Optional.of(offer.token())))
                        .or(() -> Optional.of(new Showable(message, Optional.empty()))
                                .filter(_ -> isFor(workspace, message.content(), person, isProfiled)))
                        .stream())
                .toList();
    }

    private boolean isFor(
            WorkspaceId workspace, OnSiteMessageContent message, Optional<Person> person, boolean isProfiled) {
        return !message.chosenByFlow()
                && (isProfiled || !message.onSite().looksAtPerson())
                && audience.isFor(workspace, message.onSite(), person);
    }

    static boolean isShown(OnSiteMessageContent message) {
        return message.active() && message.onSite().shown();
    }
}
