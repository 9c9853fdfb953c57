package dev.percorso.server.form;

import dev.percorso.server.consent.ConsentText;
import dev.percorso.server.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One version of the words by which a form asks for consent. Versions are never changed.
 *
 * @param version from 1
 * @param words by language: the introduction and each consent
 * @param hashes SHA-256 of the words of each language, as the ledger has them
 */
record FormText(int version, Instant createdAt, Map<String, Words> words, Map<String, String> hashes) {

    /** What is read before agreeing. */
    record Words(String title, String intro, List<String> consents, String send) {}

    static Map<String, Words> wordsOf(FormContent form) {
        Map<String, Words> words = new TreeMap<>();
        form.texts()
                .forEach((language, texts) -> words.put(
                        language,
                        new Words(
                                texts.title(),
                                texts.intro(),
                                form.consents().stream()
                                        .map(asked -> asked.text().getOrDefault(language, ""))
                                        .toList(),
                                texts.send())));
        return words;
    }

    static FormText of(int version, Instant createdAt, Map<String, Words> words) {
        Map<String, String> hashes = new TreeMap<>();
        words.forEach((language, text) -> hashes.put(language, ConsentText.hash(Json.text(text))));
        return new FormText(version, createdAt, new TreeMap<>(words), hashes);
    }
}
