package dev.percorso.engine.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Writes a frozen state of an index as a new generation and makes the index use it. A shard of which nothing changed is
 * not written again: its file gets a second name in the new folder.
 */
final class Compaction {
    private final JourneyIndex index;
    private final Path folder;
    private final State frozen;
    private final long coveredSequence;

    Compaction(JourneyIndex index, Path folder, State frozen, long coveredSequence) {
        this.index = index;
        this.folder = folder;
        this.frozen = frozen;
        this.coveredSequence = coveredSequence;
    }

    void run() throws IOException {
        IndexSettings settings = index.settings();
        Manifest manifest = new Manifest(
                frozen.base().generation() + 1,
                coveredSequence,
                frozen.mergeCount(),
                frozen.cut(),
                settings.shards(),
                settings.sessionGap().toMillis(),
                settings.sessionMaximum().toMillis());
        Path generation = folder.resolve(manifest.folderName());
        Disk.discard(generation);
        Files.createDirectories(generation);
        try {
            Map<Integer, BaseShard> kept = writeShards(generation);
            index.dropUnusedNames();
            Generation.writeDictionary(
                    generation.resolve(Generation.DICTIONARY),
                    frozen,
                    index.names(),
                    index.propertyNames(),
                    index.merges(),
                    index.texts());
            Disk.forceFolder(generation);
            Disk.forceFolder(folder);
            // What the new shards keep must lead to the index alone: this leads to the generation they replace.
            Generation written = Generation.open(folder, manifest, settings, kept, index.pool(), index::onDamage);
            manifest.write(folder);
            index.switchTo(written, frozen);
        } catch (IOException | RuntimeException failed) {
            Disk.discard(generation);
            throw failed;
        }
        Generation.discardOthers(folder, manifest.generation());
    }

    /** Writes those shards that changed and gives the others. */
    private Map<Integer, BaseShard> writeShards(Path generation) throws IOException {
        IndexSettings settings = index.settings();
        Snapshot snapshot = new Snapshot(index, frozen, new TraitTable().view());
        boolean forgetting = index.isForgetting(frozen);
        Map<Integer, BaseShard> kept = new HashMap<>();
        List<Future<?>> writing = new ArrayList<>();
        for (int number = 0; number < settings.shards(); number++) {
            int shard = number;
            if (frozen.base().generation() > 0 && snapshot.touchedLocals()[shard].isEmpty()) {
                kept.put(shard, frozen.base().shards()[shard]);
                writing.add(index.pool().submit(() -> {
                    keep(shard, generation, forgetting);
                    return null;
                }));
                continue;
            }
            writing.add(index.pool().submit(() -> {
                ShardPlan plan = new ShardPlan(snapshot, settings, shard);
                new ShardWriter(index, snapshot, shard, plan, forgetting)
                        .write(generation.resolve(Generation.shardFile(shard)));
                return null;
            }));
        }
        IOException failure = null;
        for (Future<?> shard : writing) {
            try {
                shard.get();
            } catch (ExecutionException failed) {
                failure = new IOException("writing the index failed: " + failed.getCause(), failed);
            } catch (InterruptedException interrupted) {
                writing.forEach(other -> other.cancel(true));
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while writing the index", interrupted);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return kept;
    }

    private void keep(int shard, Path generation, boolean notesUse) throws IOException {
        String name = Generation.shardFile(shard);
        Path old =
                folder.resolve(Manifest.folderName(frozen.base().generation())).resolve(name);
        Disk.linkOrCopy(old, generation.resolve(name));
        if (notesUse) {
            frozen.base().shards()[shard].noteUse(index.names(), index.propertyNames(), index.texts());
        }
    }
}
