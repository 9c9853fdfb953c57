package dev.percorso.server.exchange;

import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.PersonaContent;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.map.TouchpointContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;

/**
 * Percorso's own file of a map, described by {@code docs/map.schema.json}. Equal maps make equal bytes, and a map that is
 * read from a file makes the same file again.
 *
 * @param format always {@code percorso-map}
 * @param version of the format; files of a newer one are refused
 */
record MapDocument(
        String format,
        int version,
        JourneyMapContent map,
        Map<String, PersonaContent> personas,
        Map<String, TouchpointContent> touchpoints) {
    private static final String FORMAT = "percorso-map";
    private static final int VERSION = 1;
    private static final ObjectWriter WRITER = Json.MAPPER
            .writer()
            .with(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    static byte[] write(PortableMap map) {
        MapDocument document = new MapDocument(FORMAT, VERSION, map.map(), map.personas(), map.touchpoints());
        return (WRITER.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static ReadMap read(byte[] file) {
        JsonNode tree = Json.tree(file);
        if (!tree.path("format").asString("").equals(FORMAT)) {
            throw ProblemException.invalid(
                    "/format", "this JSON is no map of Percorso, which says \"format\": \"percorso-map\" at its start");
        }
        JsonNode version = tree.path("version");
        if (!version.isIntegralNumber() || version.asLong() != VERSION) {
            throw ProblemException.invalid(
                    "/version",
                    "the file has the version '%s' of the format, this Percorso reads version %d"
                            .formatted(version.asString("?"), VERSION));
        }
        if (!tree.path("map").isObject()) {
            throw ProblemException.invalid("/map", "the file holds no 'map'");
        }
        MapDocument document = Json.convert(tree, MapDocument.class);
        return new ReadMap(
                new PortableMap(document.map(), document.personas(), document.touchpoints()).checked(), List.of());
    }
}
