package dev.percorso.server.deliver;

import java.util.Optional;
import java.util.regex.Pattern;

/** Telephone numbers as ITU-T E.164 writes them: a plus sign and 7 to 15 digits. */
public final class PhoneNumber {
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");

    private PhoneNumber() {}

    /** The number without what people put between its digits; empty when it does not name its country. */
    public static Optional<String> of(String written) {
        String bare = written.replaceAll("[\\s().\\-/]", "");
        String whole = bare.startsWith("00") ? "+" + bare.substring(2) : bare;
        return Optional.of(whole).filter(text -> NUMBER.matcher(text).matches());
    }
}
