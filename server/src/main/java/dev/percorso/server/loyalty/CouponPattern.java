package dev.percorso.server.loyalty;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * How codes look: every {@code ?} becomes one of 32 capital letters and digits that nobody mixes up (no 0, O, 1, I), the
 * rest stays. With eight of them, somebody who tries codes at random finds one of a million codes once in a million tries.
 */
record CouponPattern(String text) {
    static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    static final char PLACE = '?';

    private static final int LEAST_PLACES = 8;
    private static final int LONGEST = 40;
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9?._-]+");

    CouponPattern {
        if (text.length() > LONGEST || !ALLOWED.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a 'pattern' has at most 40 letters, digits, dots, hyphens and underscores, and a ? for each random character");
        }
        if (text.chars().filter(character -> character == PLACE).count() < LEAST_PLACES) {
            throw new IllegalArgumentException(
                    "a 'pattern' needs at least eight ?, such as WELCOME-????-????, so that nobody guesses a code");
        }
    }

    String next(RandomGenerator random) {
        StringBuilder code = new StringBuilder(text.length());
        for (int place = 0; place < text.length(); place++) {
            char character = text.charAt(place);
            code.append(character == PLACE ? ALPHABET.charAt(random.nextInt(ALPHABET.length())) : character);
        }
        return code.toString();
    }
}
