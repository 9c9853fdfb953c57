package dev.percorso.server.analyze;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Any report as a file: for a download, or to be sent. */
public final class ReportExport {
    private static final int LONGEST_NAME = 80;

    private final Reports reports;

    public ReportExport(Reports reports) {
        this.reports = reports;
    }

    /** What kind of file. */
    public enum FileType {
        CSV,
        XLSX
    }

    /**
     * Asks and writes.
     *
     * @param request the report's request with its scope
     * @param title how the file is called; its period is added
     */
    public ReportFile write(
            WorkspaceId workspace,
            SavedReport.Kind kind,
            JsonNode request,
            FileType type,
            ReportWords words,
            String title) {
        List<ReportTable> tables = reports.tables(workspace, kind, request);
        String name = fileName(title, request);
        return switch (type) {
            case CSV -> ReportFile.csv(name, tables.getFirst(), words);
            case XLSX -> ReportFile.xlsx(name, tables, words);
        };
    }

    /** One of the constants, by its name in lower camel case. */
    public static <T extends Enum<T>> T choice(String field, String given, Class<T> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> json(constant).equals(given))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "/" + field,
                        "'%s' is not right; expected is %s"
                                .formatted(
                                        given,
                                        Arrays.stream(type.getEnumConstants())
                                                .map(ReportExport::json)
                                                .collect(Collectors.joining(", ", "one of ", "")))));
    }

    private static String json(Enum<?> constant) {
        return Json.MAPPER.valueToTree(constant).asString();
    }

    private static String fileName(String title, JsonNode request) {
        JsonNode scope = request.path("scope");
        return "%s-%s-%s"
                .formatted(
                        plainName(title, "report"),
                        scope.path("from").asString(""),
                        scope.path("to").asString(""));
    }

    /** A title as the name of a file: letters, digits and dashes only, which every file system takes. */
    public static String plainName(String title, String otherwise) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("^-|-$", "")
                .toLowerCase(Locale.ROOT);
        String start = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        return start.isEmpty() ? otherwise : start;
    }
}
