package dev.percorso.engine.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The text dictionaries of all event properties, by property number. */
final class Texts {
    private final List<TextDictionary> dictionaries = new ArrayList<>();

    synchronized TextDictionary of(int property) {
        while (dictionaries.size() <= property) {
            dictionaries.add(new TextDictionary());
        }
        return dictionaries.get(property);
    }

    static Texts open(SectionFile file, int properties) throws DamagedIndexException {
        Texts texts = new Texts();
        for (int property = 0; property < properties; property++) {
            texts.of(property).rebase(MappedTexts.open(file, property));
        }
        return texts;
    }

    void beginNotingUse() {
        all().forEach(TextDictionary::beginNotingUse);
    }

    void stopNotingUse() {
        all().forEach(TextDictionary::stopNotingUse);
    }

    void write(SectionWriter writer) throws IOException {
        List<TextDictionary> all = all();
        for (int property = 0; property < all.size(); property++) {
            all.get(property).write(writer, property);
        }
    }

    void rebase(SectionFile written) throws DamagedIndexException {
        List<TextDictionary> all = all();
        for (int property = 0; property < all.size(); property++) {
            all.get(property).rebase(MappedTexts.open(written, property));
        }
    }

    private synchronized List<TextDictionary> all() {
        return List.copyOf(dictionaries);
    }
}
