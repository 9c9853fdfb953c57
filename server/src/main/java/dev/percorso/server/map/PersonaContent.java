package dev.percorso.server.map;

import dev.percorso.server.event.DisplayName;
import java.util.List;
import java.util.Optional;

/**
 * A described type of customer.
 *
 * @param role one line, e.g. Design student, 23, Bologna
 * @param color of the avatar
 * @param triggers what makes them begin to compare and to decide
 * @param content that they like
 * @param picture id of its picture
 * @param segment id of the live segment that the persona stands for
 */
public record PersonaContent(
        String name,
        Optional<String> role,
        Optional<String> quote,
        Optional<String> color,
        Optional<String> segment,
        Optional<List<String>> demographics,
        Optional<List<String>> motivations,
        Optional<List<String>> needs,
        Optional<List<String>> pains,
        Optional<List<String>> behaviours,
        Optional<List<String>> channels,
        Optional<List<String>> psychographics,
        Optional<List<String>> triggers,
        Optional<List<String>> content,
        Optional<String> picture) {
    public PersonaContent {
        if (!DisplayName.isValid(name)) {
            throw new IllegalArgumentException("a persona needs a name " + DisplayName.RULE);
        }
    }

    /** One of whom nothing but the name is known. */
    public static PersonaContent called(String name) {
        return new PersonaContent(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same without its segment and its picture, which are of its own workspace only. */
    PersonaContent anywhere() {
        return new PersonaContent(
                name,
                role,
                quote,
                color,
                Optional.empty(),
                demographics,
                motivations,
                needs,
                pains,
                behaviours,
                channels,
                psychographics,
                triggers,
                content,
                Optional.empty());
    }
}
