package dev.percorso.engine.index;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * What a generation folder holds: one file per shard and one with names, dictionaries, merges and erasures.
 *
 * @param dictionary file with the texts of each property
 */
record Generation(Base base, Names names, Names propertyNames, Merges merges, BitSet erased, SectionFile dictionary) {
    static final String DICTIONARY = "dictionary";
    /** Event codes have 15 bits. */
    static final int HIGHEST_EVENT_CODE = 0x7FFF;

    static String shardFile(int shard) {
        return "shard-%04d".formatted(shard);
    }

    /**
     * Opens and checks the generation of the manifest.
     *
     * @param known shards that are open already, by number
     */
    static Generation open(
            Path folder,
            Manifest manifest,
            IndexSettings settings,
            Map<Integer, BaseShard> known,
            ExecutorService pool,
            Consumer<DamagedIndexException> onDamage)
            throws IOException {
        if (!manifest.fits(settings)) {
            throw new DamagedIndexException("the index was written with other settings for shards or sessions");
        }
        Path generation = folder.resolve(manifest.folderName());
        SectionFile dictionary = SectionFile.open(generation.resolve(DICTIONARY));
        List<Future<BaseShard>> opening = new ArrayList<>();
        for (int shard = 0; shard < settings.shards(); shard++) {
            Path file = generation.resolve(shardFile(shard));
            BaseShard open = known.get(shard);
            opening.add(pool.submit(() -> open != null ? open : new BaseShard(SectionFile.open(file), onDamage)));
        }
        BaseShard[] shards = new BaseShard[settings.shards()];
        for (int shard = 0; shard < shards.length; shard++) {
            shards[shard] = await(opening.get(shard));
        }
        Base base = new Base(
                manifest.generation(), manifest.coveredSequence(), manifest.mergeCount(), manifest.cut(), shards);
        Merges merges = new Merges();
        MemorySegment pairs = dictionary.require(Section.MERGES, 0).bytes();
        for (int merge = 0; merge < manifest.mergeCount(); merge++) {
            merges.add(
                    pairs.getAtIndex(SectionFile.INT, 2L * merge), pairs.getAtIndex(SectionFile.INT, 2L * merge + 1));
        }
        SectionFile.Part erasedPart = dictionary.require(Section.ERASED, 0);
        BitSet erased = new BitSet();
        for (long at = 0; at < erasedPart.count(); at++) {
            erased.set(erasedPart.bytes().getAtIndex(SectionFile.INT, at));
        }
        return new Generation(
                base,
                readNames(dictionary, Section.EVENT_NAMES, HIGHEST_EVENT_CODE),
                readNames(dictionary, Section.PROPERTY_NAMES, Integer.MAX_VALUE),
                merges,
                erased,
                dictionary);
    }

    /** Writes the file of names, dictionaries, merges and erasures. */
    static void writeDictionary(Path file, State state, Names names, Names propertyNames, Merges merges, Texts texts)
            throws IOException {
        try (SectionWriter writer = new SectionWriter(file)) {
            writeNames(writer, Section.EVENT_NAMES, names);
            writeNames(writer, Section.PROPERTY_NAMES, propertyNames);
            writer.begin(Section.MERGES, 0);
            for (int merge = 0; merge < state.mergeCount(); merge++) {
                writer.putInt(merges.from(merge));
                writer.putInt(merges.into(merge));
            }
            writer.end(state.mergeCount());
            writer.begin(Section.ERASED, 0);
            for (int person = state.erased().nextSetBit(0);
                    person >= 0;
                    person = state.erased().nextSetBit(person + 1)) {
                writer.putInt(person);
            }
            writer.end(state.erased().cardinality());
            texts.write(writer);
            writer.finish();
        }
    }

    /** Deletes every generation folder but the one to keep, and half-written manifests. */
    static void discardOthers(Path folder, long keep) throws IOException {
        for (Path child : Disk.children(folder)) {
            String name = child.getFileName().toString();
            if (name.startsWith("generation-") && !name.equals(Manifest.folderName(keep))) {
                Disk.discard(child);
            }
        }
        Files.deleteIfExists(folder.resolve(Manifest.FILE + ".new"));
    }

    private static BaseShard await(Future<BaseShard> opening) throws IOException {
        try {
            return opening.get();
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while opening", interrupted);
        }
    }

    private static void writeNames(SectionWriter writer, Section kind, Names names) throws IOException {
        int count = names.count();
        writer.begin(kind, 0);
        for (int code = 0; code < count; code++) {
            byte[] bytes = names.isDropped(code)
                    ? MappedTexts.dropped()
                    : names.name(code).getBytes(StandardCharsets.UTF_8);
            writer.putInt(bytes.length);
            writer.putBytes(bytes);
        }
        writer.end(count);
    }

    private static Names readNames(SectionFile file, Section kind, int limit) throws DamagedIndexException {
        SectionFile.Part part = file.require(kind, 0);
        Names names = new Names(limit);
        long offset = 0;
        for (long index = 0; index < part.count(); index++) {
            int length = part.bytes().get(SectionFile.INT.withByteAlignment(1), offset);
            byte[] bytes = part.bytes().asSlice(offset + 4, length).toArray(ValueLayout.JAVA_BYTE);
            if (MappedTexts.isDropped(bytes)) {
                names.addDropped();
            } else {
                names.codeFor(new String(bytes, StandardCharsets.UTF_8));
            }
            offset += 4 + length;
        }
        return names;
    }
}
