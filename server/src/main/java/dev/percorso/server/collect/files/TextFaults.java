package dev.percorso.server.collect.files;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is wrong with a piece of text, whatever it means. */
final class TextFaults {
    private TextFaults() {}

    static Optional<String> of(CharSequence text, Charset encoding) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '\u0000') {
                return Optional.of("it holds NUL characters, so it is damaged or not text");
            }
            if (character == '\uFFFD' && encoding.equals(StandardCharsets.UTF_8)) {
                return Optional.of("it is not UTF-8 as the rest of the file; save the file as UTF-8, or say 'encoding:"
                        + " windows-1252' in the mapping");
            }
        }
        return Optional.empty();
    }
}
