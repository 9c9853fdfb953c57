package dev.percorso.server.deliver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a message says, as Liquid templates.
 *
 * @param text empty to make it from the HTML
 * @param event name, time and properties of the event that started the run, for personalisation
 * @param language of all this; empty when it is not known
 * @param others the same in other languages
 */
public record MessageContent(
        String subject, String html, String text, Map<String, Object> event, String language, List<Wording> others) {
    public MessageContent {
        event = Map.copyOf(event);
        others = List.copyOf(others);
    }

    /** In one language, which is not known. */
    public MessageContent(String subject, String html, String text, Map<String, Object> event) {
        this(subject, html, text, event, "", List.of());
    }

    /** A message in one language, as ISO 639. */
    public record Wording(String language, String subject, String html, String text) {}

    /** @param wordings the first is for people whose language is not among the others */
    public static MessageContent of(List<Wording> wordings, Map<String, Object> event) {
        Wording first = wordings.getFirst();
        return new MessageContent(
                first.subject(),
                first.html(),
                first.text(),
                event,
                first.language(),
                wordings.subList(1, wordings.size()));
    }

    /** The same with this subject, in whatever language. */
    public MessageContent withSubject(String other) {
        return new MessageContent(
                other,
                html,
                text,
                event,
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
                .map(wording -> of(List.of(wording), event))
                .orElse(this);
    }

    /** The HTML in each language. */
    Stream<String> bodies() {
        return Stream.concat(Stream.of(html), others.stream().map(Wording::html));
    }
}
