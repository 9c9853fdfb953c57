package dev.percorso.server.people;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Traits that state consent: {@code email_consent} (kept as a trait too, so that segments can use it) and
 * {@code consent.technical|analytics|profiling|email}, into which adapters put what their protocol says.
 */
public final class ConsentTraits {
    public static final String EMAIL_CONSENT = "email_consent";
    public static final String PREFIX = "consent.";

    private ConsentTraits() {}

    /** Name of the trait that states consent to the purpose. */
    public static String name(Purpose purpose) {
        return PREFIX + purpose.name().toLowerCase(Locale.ROOT);
    }

    static boolean isOnlyConsent(String trait) {
        return trait.startsWith(PREFIX);
    }

    static Map<Purpose, Boolean> statements(Map<String, Object> traits) {
        Map<Purpose, Boolean> statements = new EnumMap<>(Purpose.class);
        if (traits.get(EMAIL_CONSENT) instanceof Boolean granted) {
            statements.put(Purpose.EMAIL, granted);
        }
        for (Purpose purpose : Purpose.values()) {
            if (traits.get(name(purpose)) instanceof Boolean granted) {
                statements.put(purpose, granted);
            }
        }
        return statements;
    }
}
