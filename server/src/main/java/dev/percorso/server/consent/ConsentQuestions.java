package dev.percorso.server.consent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.type.TypeReference;

/** What visitors are asked in each workspace: words, version by version, and how. */
public final class ConsentQuestions {
    private static final Set<String> LANGUAGES = Set.of("en", "it");

    private final ConsentSettingStore store;
    private final InstantSource clock;
    private final ConsentText original = original();
    private final Cache<WorkspaceId, List<ConsentText>> texts =
            Caffeine.newBuilder().maximumSize(1_000).build();
    private final Cache<WorkspaceId, ConsentSettings> settings =
            Caffeine.newBuilder().maximumSize(1_000).build();

    public ConsentQuestions(Database database, InstantSource clock) {
        this.store = new ConsentSettingStore(database);
        this.clock = clock;
    }

    private static ConsentText original() {
        try (InputStream json = ConsentQuestions.class.getResourceAsStream("/consent/texts.json")) {
            if (json == null) {
                throw new IllegalStateException("the words of the consent banner are not in the jar");
            }
            Map<String, BannerText> words = Json.MAPPER.readValue(json, new TypeReference<>() {});
            return ConsentText.of(1, true, Optional.empty(), "", words);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public ConsentSettings settings(WorkspaceId workspace) {
        return settings.get(workspace, asked -> store.settings(asked).orElse(ConsentSettings.DEFAULT));
    }

    ConsentSettings save(WorkspaceId workspace, ConsentSettings wanted) {
        wanted.check();
        store.save(workspace, wanted);
        settings.invalidate(workspace);
        return wanted;
    }

    /** Newest first; the last one is what Percorso comes with. */
    List<ConsentText> texts(WorkspaceId workspace) {
        return texts.get(workspace, asked -> {
            List<ConsentText> all = new ArrayList<>(store.texts(asked));
            all.add(original);
            return List.copyOf(all);
        });
    }

    ConsentText current(WorkspaceId workspace) {
        return texts(workspace).getFirst();
    }

    /** The oldest version under which a choice still holds. */
    int askedSince(WorkspaceId workspace) {
        return texts(workspace).stream()
                .filter(ConsentText::askAgain)
                .findFirst()
                .orElse(original)
                .version();
    }

    /** SHA-256 of the words somebody saw; empty when there are no such words. */
    String hash(WorkspaceId workspace, int version, String language) {
        return texts(workspace).stream()
                .filter(text -> text.version() == version)
                .findFirst()
                .map(text -> text.hashes().getOrDefault(language, ""))
                .orElse("");
    }

    ConsentText add(WorkspaceId workspace, Map<String, BannerText> words, boolean askAgain, String byWhom) {
        if (words == null || !words.keySet().equals(LANGUAGES)) {
            throw ProblemException.invalid("/texts", "give the words in English ('en') and in Italian ('it')");
        }
        words.forEach((language, text) -> {
            if (text == null) {
                throw ProblemException.invalid("/texts/" + language, "give the words of this language");
            }
            text.check("/texts/" + language);
        });
        ConsentText text =
                ConsentText.of(current(workspace).version() + 1, askAgain, Optional.of(clock.instant()), byWhom, words);
        store.add(workspace, text, clock.instant());
        texts.invalidate(workspace);
        return text;
    }
}
