package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.files.DetectedFile;
import dev.percorso.server.collect.files.FileFormat;
import dev.percorso.server.collect.files.ReadingHints;
import dev.percorso.server.collect.files.Row;
import dev.percorso.server.collect.files.Rows;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalFiles;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventSelection.Mentioning;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that were uploaded and still lie here: they wait for their mapping, or their import failed. One that names a
 * person to forget is deleted as a whole, since a part taken out of somebody's file would make it another file; its
 * import says so. One that cannot be read, and so not searched, goes too: it could not be imported either.
 */
public final class WaitingFiles implements PersonalFiles {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingFiles.class);
    private static final int PART = 1 << 20;

    private final ImportStore store;
    private final Path folder;
    private final InstantSource clock;

    public WaitingFiles(Database database, Path folder, InstantSource clock) {
        this.store = new ImportStore(database);
        this.folder = folder;
        this.clock = clock;
    }

    /** Where the file of an import lies. */
    static Path content(Path folder, String id) {
        return folder.resolve(id + ".content");
    }

    @Override
    public void forget(DataSubject subject) throws IOException {
        Mentioning named = new Mentioning(subject.telling());
        if (named.texts().isEmpty()) {
            return;
        }
        for (ImportRun run : store.all(subject.workspace())) {
            Path file = content(folder, run.id());
            if (!Files.exists(file) || !isNamed(file, named)) {
                continue;
            }
            if (!store.refuse(
                    run.id(),
                    "the file named a person who was erased, so it was deleted; send it again without that person",
                    clock.instant())) {
                throw new IOException("the file of the running import " + run.id() + " goes when it has ended");
            }
            Files.deleteIfExists(file);
            LOG.info("the waiting file of the import {} is deleted: it named a person who is erased", run.id());
        }
    }

    private static boolean isNamed(Path file, Mentioning named) throws IOException {
        try {
            DetectedFile detected = DetectedFile.of(file, ReadingHints.NONE);
            return detected.format() == FileFormat.XLSX ? isInWorkbook(file, named) : isInRows(detected, named);
        } catch (ProblemException | UncheckedIOException unreadable) {
            LOG.info("a waiting file cannot be searched for a person to forget: {}", unreadable.getMessage());
            return true;
        }
    }

    private static boolean isInRows(DetectedFile file, Mentioning named) throws IOException {
        try (Rows rows = file.open()) {
            for (Optional<Row> next = rows.next(); next.isPresent(); next = rows.next()) {
                Row row = next.get();
                boolean isHere = row.fault().isPresent()
                        ? named.isIn(row.shown().get())
                        : row.values().values().stream().anyMatch(value -> named.isIn(value.toString()));
                if (isHere) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Every sheet, and whatever else is in it. */
    private static boolean isInWorkbook(Path file, Mentioning named) throws IOException {
        try (ZipInputStream workbook = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (ZipEntry entry = workbook.getNextEntry(); entry != null; entry = workbook.getNextEntry()) {
                String before = "";
                for (byte[] part = workbook.readNBytes(PART); part.length > 0; part = workbook.readNBytes(PART)) {
                    String text = new String(part, StandardCharsets.UTF_8);
                    if (named.isIn(before + text)) {
                        return true;
                    }
                    before = text.substring(Math.max(0, text.length() - 1_000));
                }
            }
            return false;
        }
    }
}
