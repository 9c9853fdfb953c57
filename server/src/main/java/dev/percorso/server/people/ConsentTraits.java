package dev.percorso.server.people;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Traits of an event that speak of consent. They go with the event through the journal, so that a statement and the events
 * before and after it keep their order:
 *
 * <ul>
 *   <li>{@code consent.<purpose>} and {@code email_consent}: a statement of the person
 *   <li>{@code consent.sent.<purpose>}: what the sender says with any event. A refusal counts like a statement; that
 *       something is allowed counts only as long as the person has stated nothing
 *   <li>{@code consent.proof.*}: see {@link ConsentProof}; from the outside they are dropped
 * </ul>
 *
 * {@code email_consent} is kept as a trait of the person too, so that segments can use it.
 */
public final class ConsentTraits {
    public static final String EMAIL_CONSENT = "email_consent";
    public static final String PREFIX = "consent.";
    private static final String SENT = PREFIX + "sent.";
    private static final String PROOF = PREFIX + "proof.";

    private ConsentTraits() {}

    /** Name of the trait that states consent to the purpose. */
    public static String name(Purpose purpose) {
        return PREFIX + lower(purpose);
    }

    /** Name of the trait that says what the sender takes the consent to the purpose to be. */
    public static String sent(Purpose purpose) {
        return SENT + lower(purpose);
    }

    private static String lower(Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }

    static boolean isOnlyConsent(String trait) {
        return trait.startsWith(PREFIX);
    }

    /** Whether the trait says where a statement comes from: only the server itself may. */
    public static boolean isProof(String trait) {
        return trait.startsWith(PROOF);
    }

    /** What the person states. */
    public static Map<Purpose, Boolean> statements(Map<String, Object> traits) {
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

    /** What the sender says with the event. */
    public static Map<Purpose, Boolean> sent(Map<String, Object> traits) {
        Map<Purpose, Boolean> sent = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            if (traits.get(sent(purpose)) instanceof Boolean granted) {
                sent.put(purpose, granted);
            }
        }
        return sent;
    }

    /** The traits that carry the proof. */
    public static Map<String, Object> of(ConsentProof proof) {
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put(PROOF + "origin", proof.origin().name());
        proof.textVersion().ifPresent(version -> traits.put(PROOF + "text_version", (long) version));
        traits.put(PROOF + "language", proof.language());
        traits.put(PROOF + "text_hash", proof.textHash());
        traits.put(PROOF + "network", proof.network());
        traits.put(PROOF + "device", proof.device());
        traits.put(PROOF + "receipt", proof.receipt());
        traits.put(PROOF + "note", proof.note());
        return traits;
    }

    static ConsentProof proof(Map<String, Object> traits) {
        String origin = text(traits, "origin");
        return new ConsentProof(
                origin.isEmpty() ? ConsentOrigin.API : ConsentOrigin.valueOf(origin),
                traits.get(PROOF + "text_version") instanceof Number version
                        ? Optional.of(version.intValue())
                        : Optional.empty(),
                text(traits, "language"),
                text(traits, "text_hash"),
                text(traits, "network"),
                text(traits, "device"),
                text(traits, "receipt"),
                text(traits, "note"));
    }

    private static String text(Map<String, Object> traits, String name) {
        return traits.get(PROOF + name) instanceof String text ? text : "";
    }
}
