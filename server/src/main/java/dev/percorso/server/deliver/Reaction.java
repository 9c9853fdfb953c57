package dev.percorso.server.deliver;

/** What somebody did with a message. */
enum Reaction {
    CLICKED("Clicked"),
    OPENED("Opened");

    private final String verb;

    Reaction(String verb) {
        this.verb = verb;
    }

    /** Name of the event in the person's story, such as {@code Email Clicked}. */
    String event(Channel channel) {
        return channel.title() + " " + verb;
    }
}
