package dev.percorso.flow;

/** What an e-mail step sends. */
public sealed interface EmailContent extends MessageBody {

    /** A stored template, by id. */
    record Template(String template) implements EmailContent {}

    /** Written in the step itself; subject, HTML and text are Liquid templates; an empty text is made from the HTML. */
    record Inline(String subject, String html, String text) implements EmailContent {}
}
