package dev.percorso.server.deliver;

/** What somebody did with a message, or what was reported of it. */
public enum Reaction {
    CLICKED,
    OPENED,
    /** It cannot be delivered, now or ever. */
    BOUNCED,
    /** The receiver called it unwanted. */
    COMPLAINED,
    /** The person wants no more, by a link in it. */
    UNSUBSCRIBED;

    /** Name of the event in the person's story, such as {@code Email Clicked}; the last three as Segment calls them. */
    String event(Channel channel) {
        return switch (this) {
            case CLICKED -> channel.title() + " Clicked";
            case OPENED -> channel.title() + " Opened";
            case BOUNCED -> channel.title() + " Bounced";
            case COMPLAINED -> channel.title() + " Marked as Spam";
            case UNSUBSCRIBED -> "Unsubscribed";
        };
    }

    /** Whether it tells how a message fared, and not what somebody likes: that is kept of everybody. */
    boolean isOutcome() {
        return this != CLICKED && this != OPENED;
    }
}
