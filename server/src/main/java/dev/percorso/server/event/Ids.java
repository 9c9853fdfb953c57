package dev.percorso.server.event;

import java.security.SecureRandom;

/** Makes ids and secrets: text that cannot be guessed, easy to read aloud, safe in addresses. */
public final class Ids {
    private static final char[] ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789".toCharArray();
    private static final int ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 32;

    private final SecureRandom random = new SecureRandom();

    /** An id: 60 random bits in 12 characters. */
    public String next() {
        return text(ID_LENGTH);
    }

    /** A secret: 160 random bits in 32 characters. */
    public String secret() {
        return text(SECRET_LENGTH);
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }
}
