package dev.percorso.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Java processes with the class path of the tests, made to be killed. Their classes come from an archive, which takes two
 * thirds off a start; Java archives classes of jars only, so folders of classes are put into jars first. Whichever test
 * process comes first makes both, for all.
 */
public final class ChildJava {
    private static final Path HOME = Path.of("target", "child-java").toAbsolutePath();
    private static final Path ARCHIVE = HOME.resolve("classes.jsa");
    /** For what children unpack, some 60 MB each: killed while they load it, they leave it there. */
    private static final Path TEMPORARY =
            HOME.resolve("tmp-" + ProcessHandle.current().pid());

    private ChildJava() {}

    /** The command that runs a class; options such as {@code -Xmx256m} come before the class. */
    public static List<String> command(List<String> options, String main, List<String> arguments) {
        String classPath = prepared();
        List<String> command = start();
        command.add("-XX:SharedArchiveFile=" + ARCHIVE);
        command.add("-Djava.io.tmpdir=" + emptied());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        return command;
    }

    private static List<String> start() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off"));
    }

    /** What killed children left is removed before the next one starts, and when this test process ends. */
    private static synchronized Path emptied() {
        if (!Files.exists(TEMPORARY)) {
            Runtime.getRuntime().addShutdownHook(new Thread(ChildJava::remove));
        }
        remove();
        try {
            return Files.createDirectories(TEMPORARY);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void remove() {
        if (!Files.exists(TEMPORARY)) {
            return;
        }
        try (Stream<Path> all = Files.walk(TEMPORARY)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static synchronized String prepared() {
        try {
            Files.createDirectories(HOME);
            try (FileChannel lock = FileChannel.open(
                            HOME.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = lock.lock()) {
                List<Path> folders = Stream.of(
                                System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(element -> !element.isBlank())
                        .map(Path::of)
                        .toList();
                String classPath =
                        folders.stream().map(ChildJava::jarName).collect(Collectors.joining(File.pathSeparator));
                Path stamp = HOME.resolve("stamp");
                String state = state(folders);
                if (!Files.exists(stamp) || !Files.readString(stamp).equals(state)) {
                    Files.deleteIfExists(stamp);
                    for (Path folder :
                            folders.stream().filter(Files::isDirectory).toList()) {
                        jar(folder, Path.of(jarName(folder)));
                    }
                    archive(classPath);
                    Files.writeString(stamp, state);
                }
                return classPath;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    /** A jar stays; a folder of classes becomes one. */
    private static String jarName(Path element) {
        return Files.isDirectory(element)
                ? HOME.resolve(Integer.toHexString(element.toString().hashCode()) + ".jar")
                        .toString()
                : element.toString();
    }

    private static String state(List<Path> elements) throws IOException {
        StringBuilder state = new StringBuilder();
        for (Path element : elements) {
            try (Stream<Path> files = Files.isDirectory(element) ? Files.walk(element) : Stream.of(element)) {
                state.append(element)
                        .append(' ')
                        .append(files.mapToLong(file -> file.toFile().lastModified())
                                .sum())
                        .append('\n');
            }
        }
        return state.toString();
    }

    private static void jar(Path folder, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.walk(folder)) {
            out.setLevel(0);
            for (Path each : files.filter(path -> !path.equals(folder)).sorted().toList()) {
                // Folders too: whoever looks for migrations asks for theirs.
                boolean isFolder = Files.isDirectory(each);
                out.putNextEntry(new JarEntry(folder.relativize(each) + (isFolder ? "/" : "")));
                if (!isFolder) {
                    Files.copy(each, out);
                }
                out.closeEntry();
            }
        }
    }

    /** Runs the server once and stops it as an operator does: then Java writes down which classes it has read. */
    private static void archive(String classPath) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("archive");
        List<String> command = start();
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + ARCHIVE, "-cp", classPath, "dev.percorso.server.Main"));
        command.addAll(List.of("serve", "--data", data.toString(), "--host", "127.0.0.1", "--port", "0"));
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                if (line.contains("http://localhost:")) {
                    // By its handle: destroying the process itself would close this output.
                    server.toHandle().destroy();
                }
            }
        }
        server.waitFor();
        if (!Files.exists(ARCHIVE)) {
            throw new IllegalStateException("no archive of classes was written:\n" + said);
        }
    }
}
