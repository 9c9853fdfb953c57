package dev.percorso.server.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something a person did or that happened to them, as every protocol adapter hands it to the journal: validated,
 * normalised, IP truncated.
 *
 * @param messageId the sender's id of this event, unique per workspace within 7 days
 * @param kind what the event says about the person
 * @param name the name shown in reports; pages are {@value #PAGE_VIEWED}
 * @param anonymousId the browser or device, when known; only what a group event says of a company needs nobody
 * @param userId the identified person, when known
 * @param previousId of an alias: the id that {@code userId} replaces
 * @param time when it happened
 * @param properties flat: text, numbers ({@code Double} or {@code Long}) and booleans by name; nested ones are joined by a dot
 * @param traits of identify and group: what is now known about the person
 * @param source id of the source it came through
 */
public record Event(
        String messageId,
        Kind kind,
        String name,
        Optional<String> anonymousId,
        Optional<String> userId,
        Optional<String> previousId,
        Instant time,
        Map<String, Object> properties,
        Map<String, Object> traits,
        String source) {

    /** The name every page view has, so that one name serves all protocols. */
    public static final String PAGE_VIEWED = "Page Viewed";

    public static final String SCREEN_VIEWED = "Screen Viewed";
    /** Somebody sent a form of Percorso; what forms of the site send is called the same, without this property. */
    public static final String FORM_SUBMITTED = "Form Submitted";
    /** Who sent a form showed by the link in an e-mail that the address is theirs, or was not asked to. */
    public static final String SUBSCRIPTION_CONFIRMED = "Subscription Confirmed";
    /** Property of both: the form's id. */
    public static final String FORM_ID = "form_id";
    /** Property of the page's path. */
    public static final String PATH = "path";
    /** Property of the channel that brought the session, see the rule table in {@code collect}. */
    public static final String CHANNEL = "channel";
    /** Property of a sale's value in the workspace's currency. */
    public static final String VALUE = "value";
    /** Trait that names the company or other group a person belongs to, or that a group event is about. */
    public static final String GROUP_ID = "group.id";

    /** What the event says about the person. */
    public enum Kind {
        /** Something happened: the only kinds that stand in reports are this, page and screen. */
        TRACK,
        PAGE,
        SCREEN,
        /** Traits, and that an anonymous and a user id are one person. */
        IDENTIFY,
        GROUP,
        ALIAS;

        /** Whether reports count it, not only the person's record. */
        public boolean isReported() {
            return this == TRACK || this == PAGE || this == SCREEN;
        }
    }

    /** Whether such an event needs no person, because it speaks of a company alone. */
    public static boolean isOfGroup(Kind kind, Map<String, Object> traits) {
        return kind == Kind.GROUP && traits.containsKey(GROUP_ID);
    }

    public Event {
        if (anonymousId.isEmpty() && userId.isEmpty() && !isOfGroup(kind, traits)) {
            throw new IllegalArgumentException("an event needs an anonymousId or a userId");
        }
        properties = Map.copyOf(properties);
        traits = Map.copyOf(traits);
    }

    /** The same event with these traits. */
    public Event withTraits(Map<String, Object> others) {
        return new Event(messageId, kind, name, anonymousId, userId, previousId, time, properties, others, source);
    }
}
