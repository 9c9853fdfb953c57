package dev.percorso.server.deliver;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a message says, as Liquid templates.
 *
 * @param text empty to make it from the HTML
 * @param occasion what it is sent for, for personalisation
 * @param language of all this; empty when it is not known
 * @param others the same in other languages
 */
public record MessageContent(
        String subject, String html, String text, Occasion occasion, String language, List<Wording> others) {
    public MessageContent {
        others = List.copyOf(others);
    }

    /** In one language, which is not known. */
    public MessageContent(String subject, String html, String text, Occasion occasion) {
        this(subject, html, text, occasion, "", List.of());
    }

    /** A message in one language, as ISO 639. */
    public record Wording(String language, String subject, String html, String text) {}

    /** @param wordings the first is for people whose language is not among the others */
    public static MessageContent of(List<Wording> wordings, Occasion occasion) {
        Wording first = wordings.getFirst();
        return new MessageContent(
                first.subject(),
                first.html(),
                first.text(),
                occasion,
                first.language(),
                wordings.subList(1, wordings.size()));
    }

    /** The same with this subject, in whatever language. */
    public MessageContent withSubject(String other) {
        return new MessageContent(
                other,
                html,
                text,
                occasion,
                language,
                others.stream()
                        .map(wording -> new Wording(wording.language(), other, wording.html(), wording.text()))
                        .toList());
    }

    /** What somebody of that language gets. */
    MessageContent in(Optional<String> wanted) {
        return others.stream()
                .filter(wording -> wanted.filter(wording.language()::equals).isPresent())
                .findFirst()
                .map(wording -> of(List.of(wording), occasion))
                .orElse(this);
    }

    /** The HTML in each language. */
    Stream<String> bodies() {
        return Stream.concat(Stream.of(html), others.stream().map(Wording::html));
    }
}
