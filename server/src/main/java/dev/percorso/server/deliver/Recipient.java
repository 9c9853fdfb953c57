package dev.percorso.server.deliver;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person as the sender of a message sees them, now.
 *
 * @param email empty when none is known
 * @param label how the person is called in lists
 * @param consentSince since when marketing on a channel is agreed to; a channel without a standing consent is absent
 * @param profiling whether a journey of their own for marketing is allowed
 * @param products for messages that show some
 */
public record Recipient(
        String email,
        String label,
        Map<String, Object> traits,
        ZoneId zone,
        Map<Channel, Instant> consentSince,
        boolean profiling,
        PersonProducts products) {
    private static final List<String> LANGUAGE_TRAITS = List.of("language", "locale", "lang");
    private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2,3})(?:[-_].*)?");

    public Recipient {
        consentSince = Map.copyOf(consentSince);
    }

    /** Somebody of whom nothing is known but an address that is yet to be confirmed. */
    public static Recipient unknown(String email, ZoneId zone) {
        return new Recipient(email, email, Map.of(), zone, Map.of(), false, PersonProducts.NONE);
    }

    /** The language that the traits name, as ISO 639: {@code it} of {@code it-IT}. */
    public Optional<String> language() {
        return LANGUAGE_TRAITS.stream()
                .map(traits::get)
                .filter(String.class::isInstance)
                .map(trait -> LANGUAGE.matcher(((String) trait).strip().toLowerCase(Locale.ROOT)))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }
}
