package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.files.DetectedFile;
import dev.percorso.server.collect.files.FileFormat;
import dev.percorso.server.collect.files.ReadingHints;
import dev.percorso.server.collect.files.Row;
import dev.percorso.server.collect.files.Rows;
import dev.percorso.server.collect.files.RowsWithout;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalFiles;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventSelection.Mentioning;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that were uploaded and still lie here: they wait for their mapping, or their import failed. CSV and JSON lines that
 * name a person to forget lose those rows and no other byte. Any other file is deleted as a whole, and its import says so:
 * a workbook or a log without some of its cells would be another file. One that cannot be read, and so not searched, goes
 * too: it could not be imported either.
 */
public final class WaitingFiles implements PersonalFiles {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingFiles.class);
    private static final int PART = 1 << 20;
    private static final String RUNNING = "the file of the running import %s is cleaned when it has ended";

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
            if (Files.exists(content(folder, run.id()))) {
                forget(run, content(folder, run.id()), named);
            }
        }
    }

    private void forget(ImportRun run, Path file, Mentioning named) throws IOException {
        try {
            ReadingHints hints = run.mapping().isEmpty()
                    ? ReadingHints.NONE
                    : Mapping.parse(run.mapping()).hints();
            DetectedFile detected = DetectedFile.of(file, hints);
            if (!RowsWithout.isPossible(detected)) {
                boolean isNamed =
                        detected.format() == FileFormat.XLSX ? isInWorkbook(file, named) : isInRows(detected, named);
                if (isNamed) {
                    delete(run, file);
                }
                return;
            }
            RowsWithout.Outcome found = RowsWithout.copy(detected, named::isIn, OutputStream.nullOutputStream());
            if (found.isInHeader() || (found.left() > 0 && found.kept() == 0)) {
                delete(run, file);
            } else if (found.left() > 0) {
                rewrite(run, detected, named);
                LOG.info("{} rows left the waiting file of the import {}", found.left(), run.id());
            }
        } catch (ProblemException | UncheckedIOException unreadable) {
            LOG.info("a waiting file cannot be searched for a person to forget: {}", unreadable.getMessage());
            delete(run, file);
        }
    }

    private void delete(ImportRun run, Path file) throws IOException {
        if (!store.refuse(
                run.id(),
                "the file named a person who was erased, so it was deleted; take the person out of your copy and send it again",
                clock.instant())) {
            throw new IOException(RUNNING.formatted(run.id()));
        }
        Files.deleteIfExists(file);
        LOG.info("the waiting file of the import {} is deleted: it named a person who is erased", run.id());
    }

    /** What a stop cuts off is deleted at the next start, like an upload that was cut off. */
    private void rewrite(ImportRun run, DetectedFile file, Mentioning named) throws IOException {
        Path without = folder.resolve(run.id() + ".without.partial");
        try {
            try (OutputStream disk = new BufferedOutputStream(Files.newOutputStream(without));
                    OutputStream bytes = file.isPacked() ? new GZIPOutputStream(disk) : disk) {
                RowsWithout.copy(file, named::isIn, bytes);
            }
            force(without, StandardOpenOption.WRITE);
            if (!store.replace(run.id(), without, file.path())) {
                throw new IOException(RUNNING.formatted(run.id()));
            }
            force(folder, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(without);
        }
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
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
