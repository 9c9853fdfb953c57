package dev.percorso.server.consent;

import dev.percorso.server.event.Contrast;
import dev.percorso.server.http.ProblemException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the tag asks.
 *
 * @param banner whether the tag asks by itself; otherwise the site asks and tells the tag
 * @param countRefusals whether pages of visitors who refused are counted, without any id
 * @param showLink whether a small link to the choices stays on the page
 * @param askAfterMonths when somebody who chose is asked again
 * @param accent colour of the buttons and switches
 * @param background colour behind the words
 * @param text colour of the words
 * @param linkedDomains domains among which a visitor who agreed stays one person
 */
public record ConsentSettings(
        boolean banner,
        boolean countRefusals,
        boolean showLink,
        int askAfterMonths,
        String accent,
        String background,
        String text,
        List<String> linkedDomains) {
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+(:\\d+)?|localhost(:\\d+)?");
    private static final int LEAST_MONTHS = 6;
    private static final int MOST_MONTHS = 24;
    private static final int MOST_DOMAINS = 20;

    static final ConsentSettings DEFAULT =
            new ConsentSettings(true, false, true, LEAST_MONTHS, "#0f6b66", "#ffffff", "#25221e", List.of());

    /** @throws ProblemException when something is wrong with them */
    void check() {
        colour("/accent", accent);
        colour("/background", background);
        colour("/text", text);
        if (Contrast.of(background, text) < Contrast.LEAST) {
            throw ProblemException.invalid(
                    "/text", "the words are hard to read on this background: choose colours with a contrast of 4.5");
        }
        if (Contrast.of(accent, background) < Contrast.LEAST) {
            throw ProblemException.invalid(
                    "/accent",
                    "the buttons are hard to read on this background: choose colours with a contrast of 4.5");
        }
        if (askAfterMonths < LEAST_MONTHS || askAfterMonths > MOST_MONTHS) {
            throw ProblemException.invalid(
                    "/askAfterMonths", "ask again after %d to %d months".formatted(LEAST_MONTHS, MOST_MONTHS));
        }
        if (linkedDomains == null || linkedDomains.size() > MOST_DOMAINS) {
            throw ProblemException.invalid("/linkedDomains", "name up to %d domains".formatted(MOST_DOMAINS));
        }
        for (String domain : linkedDomains) {
            if (domain == null || !DOMAIN.matcher(domain).matches()) {
                throw ProblemException.invalid(
                        "/linkedDomains", "'%s' is not a domain such as shop.example".formatted(domain));
            }
        }
    }

    private static void colour(String pointer, String colour) {
        if (colour == null || !COLOUR.matcher(colour).matches()) {
            throw ProblemException.invalid(pointer, "give a colour such as #0f6b66");
        }
    }
}
