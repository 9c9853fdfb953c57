package dev.percorso.server.people;

import java.util.Optional;

/**
 * What shows that a statement was made, and about which words.
 *
 * @param textVersion of the words that were shown, when Percorso showed them
 * @param language of the words, or empty
 * @param textHash SHA-256 of the words in hexadecimal, or empty
 * @param network the address it came from, truncated, or empty
 * @param device class of the user agent, or empty
 * @param receipt the number of the choice, which the visitor's browser keeps, or empty
 * @param note who made it for the person and why, or empty
 */
public record ConsentProof(
        ConsentOrigin origin,
        Optional<Integer> textVersion,
        String language,
        String textHash,
        String network,
        String device,
        String receipt,
        String note) {

    /** A statement of which nothing else is known. */
    public static ConsentProof of(ConsentOrigin origin) {
        return noted(origin, "");
    }

    public static ConsentProof noted(ConsentOrigin origin, String note) {
        return new ConsentProof(origin, Optional.empty(), "", "", "", "", "", note);
    }
}
