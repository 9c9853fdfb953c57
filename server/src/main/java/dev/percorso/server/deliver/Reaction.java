package dev.percorso.server.deliver;

/** What somebody did with a message. */
enum Reaction {
    CLICKED("Email Clicked"),
    OPENED("Email Opened");

    private final String event;

    Reaction(String event) {
        this.event = event;
    }

    /** Name of the event in the person's story. */
    String event() {
        return event;
    }
}
