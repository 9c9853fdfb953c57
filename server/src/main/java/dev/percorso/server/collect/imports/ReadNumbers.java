package dev.percorso.server.collect.imports;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers as people write them: {@code 1,234.50} or {@code 1.234,50}, with a currency beside or not. */
final class ReadNumbers {
    static final char POINT = '.';
    static final char COMMA = ',';

    private static final int LONGEST = 40;
    private static final Pattern AROUND =
            Pattern.compile("^(?:[€$£¥]|EUR|USD|GBP|CHF)|(?:[€$£¥%]|EUR|USD|GBP|CHF)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern GROUPED_BY_COMMA = Pattern.compile("[-+]?\\d{1,3}(?:[,' ]\\d{3})+(?:\\.\\d+)?");
    private static final Pattern GROUPED_BY_POINT = Pattern.compile("[-+]?\\d{1,3}(?:[.' ]\\d{3})+(?:,\\d+)?");
    private static final Pattern WITH_COMMA = Pattern.compile("[-+]?\\d*,\\d+");
    private static final Pattern PLAIN = Pattern.compile("[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,2})?");

    private ReadNumbers() {}

    /** The number, unless the text is none with this decimal sign. */
    static Optional<BigDecimal> number(String text, char decimal) {
        String bare = bare(text);
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return Optional.empty();
        }
        if (PLAIN.matcher(bare).matches() && (decimal == POINT || bare.indexOf(POINT) < 0)) {
            return Optional.of(new BigDecimal(bare));
        }
        boolean isGrouped = (decimal == POINT ? GROUPED_BY_COMMA : GROUPED_BY_POINT)
                .matcher(bare)
                .matches();
        boolean hasComma = decimal == COMMA && WITH_COMMA.matcher(bare).matches();
        if (!isGrouped && !hasComma) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder();
        for (int index = 0; index < bare.length(); index++) {
            char character = bare.charAt(index);
            if (character == decimal) {
                digits.append(POINT);
            } else if (character == '-' || character == '+' || Character.isDigit(character)) {
                digits.append(character);
            }
        }
        return Optional.of(new BigDecimal(digits.toString()));
    }

    private static String bare(String text) {
        String plain =
                text.strip().replace('\u00a0', ' ').replace('\u202f', ' ').replace('\u2019', '\'');
        return AROUND.matcher(plain).replaceAll("").strip();
    }
}
