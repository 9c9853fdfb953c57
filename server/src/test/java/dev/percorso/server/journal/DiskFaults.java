package dev.percorso.server.journal;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;

/** Commands {@code faults.c}, which makes the disk of one process fail. */
final class DiskFaults {
    /** How a call fails. */
    enum Kind {
        EIO(5),
        ENOSPC(28);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    private static final int COUNTDOWN = 0;
    private static final int ERROR = 8;
    private static final int LASTING = 16;
    private static final int FORGETFUL = 24;
    private static final int HITS = 32;
    private static final int POWER_CUT = 40;
    private static final int SIZE = 48;

    private final Path library;
    private final Path control;
    private final Path data;
    private final MappedByteBuffer command;

    private DiskFaults(Path library, Path control, Path data) throws IOException {
        this.library = library;
        this.control = control;
        this.data = data;
        try (FileChannel file = FileChannel.open(
                control, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            this.command = file.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
            this.command.order(ByteOrder.nativeOrder());
        }
    }

    /** Compiles the library; the test is left out where there is no Linux or no C compiler. */
    static DiskFaults in(Path folder, Path data) throws IOException, InterruptedException {
        Path source = folder.resolve("faults.c");
        Path library = folder.resolve("faults.so");
        try (InputStream text = DiskFaults.class.getResourceAsStream("/faults/faults.c")) {
            Files.copy(Objects.requireNonNull(text), source, StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            Process compiler = new ProcessBuilder(
                            "cc",
                            "-shared",
                            "-fPIC",
                            "-O1",
                            "-o",
                            library.toString(),
                            source.toString(),
                            "-ldl",
                            "-lpthread")
                    .inheritIO()
                    .start();
            if (compiler.waitFor() != 0) {
                throw new IOException("the C compiler refused faults.c");
            }
        } catch (IOException failure) {
            if (System.getProperty("os.name").equals("Linux") && Files.isExecutable(Path.of("/usr/bin/cc"))) {
                throw failure;
            }
            abort("making a disk fail needs Linux and a C compiler called cc: " + failure.getMessage());
        }
        return new DiskFaults(library, folder.resolve("faults.control"), data);
    }

    /** What a process needs whose disk is to fail. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAULTS_CONTROL", control.toString(),
                "FAULTS_FOLDER", data.toAbsolutePath().toString());
    }

    /**
     * The nth writing, cutting or forcing from now on fails.
     *
     * @param isLasting whether all after it fail too
     * @param isForgetful whether a file whose forcing failed loses what was written since it was last forced
     */
    void arm(long nth, Kind error, boolean isLasting, boolean isForgetful) {
        command.putLong(ERROR, error.number);
        command.putLong(LASTING, isLasting ? 1 : 0);
        command.putLong(FORGETFUL, isForgetful ? 1 : 0);
        command.putLong(HITS, 0);
        VarHandle.fullFence();
        command.putLong(COUNTDOWN, nth);
    }

    long hits() {
        VarHandle.fullFence();
        return command.getLong(HITS);
    }

    void heal() {
        command.putLong(LASTING, 0);
        VarHandle.fullFence();
        command.putLong(COUNTDOWN, 0);
        VarHandle.fullFence();
    }

    /** The process ends at its next writing and loses everything that was not forced. */
    void cutPower() {
        command.putLong(POWER_CUT, 1);
        VarHandle.fullFence();
    }

    void restorePower() {
        command.putLong(POWER_CUT, 0);
        VarHandle.fullFence();
    }
}
