package dev.percorso.server.exchange;

import dev.percorso.server.analyze.ReportExport;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.map.PortableMaps;
import dev.percorso.server.map.PortableMaps.Note;
import dev.percorso.server.map.PortableMaps.Taken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes files of maps and maps of files. */
public final class MapFiles {
    private static final int LOOKED_AT = 4_096;

    private final PortableMaps maps;

    public MapFiles(PortableMaps maps) {
        this.maps = maps;
    }

    /** A file to be handed out. */
    record MapFile(String name, String contentType, byte[] content) {}

    MapFile export(WorkspaceId workspace, String id, MapFormat format) {
        PortableMap map = maps.pack(workspace, id);
        byte[] content = switch (format) {
            case JSON -> MapDocument.write(map);
            case PDF, SVG, PNG, CSV, XLSX, MERMAID, CJML ->
                throw ProblemException.invalid("/format", "maps cannot be written as '%s' yet".formatted(format));
        };
        return new MapFile(
                ReportExport.plainName(map.map().name(), "map") + "." + format.ending(), format.contentType(), content);
    }

    /** Makes a new map of a file; of a file that is not right nothing is kept. */
    Taken take(WorkspaceId workspace, byte[] file, String by) {
        ReadMap read = read(file);
        Taken taken = maps.take(workspace, read.map(), by);
        List<Note> notes = new ArrayList<>(read.notes());
        notes.addAll(taken.notes());
        return new Taken(taken.map(), notes);
    }

    private static ReadMap read(byte[] file) {
        String start = new String(file, 0, Math.min(file.length, LOOKED_AT), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading();
        if (start.isEmpty()) {
            throw ProblemException.invalid("/file", "the file is empty");
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return MapDocument.read(file);
        }
        throw ProblemException.invalid(
                "/file", "this is no file of a map; send one of Percorso's own, which begins with a brace");
    }
}
