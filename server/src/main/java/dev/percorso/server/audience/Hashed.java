package dev.percorso.server.audience;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 in small hexadecimal letters, as all destinations want it, and what they want done before. */
final class Hashed {
    private static final int AMERICAN_ZIP = 5;

    private Hashed() {}

    /** The hash; empty of nothing. */
    static String of(String text) {
        if (text.isEmpty()) {
            return "";
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }

    /** Google's own addresses mean the same with dots and with what follows a plus sign. */
    static String googleEmail(String email) {
        int at = email.lastIndexOf('@');
        String domain = email.substring(at + 1);
        if (at < 0 || !(domain.equals("gmail.com") || domain.equals("googlemail.com"))) {
            return email;
        }
        String name = email.substring(0, at).replace(".", "");
        int plus = name.indexOf('+');
        return (plus < 0 ? name : name.substring(0, plus)) + "@" + domain;
    }

    /** Meta wants no blanks and dashes, and of the United States the first five digits only. */
    static String metaZip(String zip, String country) {
        String plain = zip.replaceAll("[ -]", "");
        boolean american = country.equals("us") || (country.isEmpty() && zip.matches("[0-9]{5}-[0-9]{4}"));
        return american && plain.length() > AMERICAN_ZIP ? plain.substring(0, AMERICAN_ZIP) : plain;
    }

    static String lettersOnly(String name) {
        return name.replaceAll("[^\\p{L}]", "");
    }
}
