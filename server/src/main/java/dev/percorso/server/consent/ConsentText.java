package dev.percorso.server.consent;

import dev.percorso.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One version of the words that ask for consent. Versions are never changed.
 *
 * @param version from 1, the words that Percorso comes with
 * @param askAgain whether those who chose under an earlier version are asked again
 * @param createdAt absent for the words that Percorso comes with
 * @param texts by language
 * @param hashes SHA-256 of the words of each language, as the ledger has them
 */
public record ConsentText(
        int version,
        boolean askAgain,
        Optional<Instant> createdAt,
        String createdBy,
        Map<String, BannerText> texts,
        Map<String, String> hashes) {

    static ConsentText of(
            int version,
            boolean askAgain,
            Optional<Instant> createdAt,
            String createdBy,
            Map<String, BannerText> texts) {
        Map<String, String> hashes = new TreeMap<>();
        texts.forEach((language, text) -> hashes.put(language, hash(Json.text(text))));
        return new ConsentText(version, askAgain, createdAt, createdBy, new TreeMap<>(texts), hashes);
    }

    /** SHA-256 of a text in hexadecimal. */
    public static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
