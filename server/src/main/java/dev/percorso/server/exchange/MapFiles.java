package dev.percorso.server.exchange;

import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.ReportExport;
import dev.percorso.server.analyze.ReportWords.Language;
import dev.percorso.server.collect.files.FileFormat;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.exchange.sheet.MapPrint;
import dev.percorso.server.exchange.sheet.MapWords;
import dev.percorso.server.exchange.sheet.Paper;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.map.PortableMap;
import dev.percorso.server.map.PortableMaps;
import dev.percorso.server.map.PortableMaps.Note;
import dev.percorso.server.map.PortableMaps.Packed;
import dev.percorso.server.map.PortableMaps.Taken;
import dev.percorso.server.picture.Picture;
import dev.percorso.server.picture.Pictures;
import dev.percorso.server.review.MapReviews;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes files of maps and maps of files. */
public final class MapFiles {
    private static final int LOOKED_AT = 4_096;
    /** Three times as fine as a screen shows them. */
    private static final int PICTURE_PIXELS = 480;

    private final PortableMaps maps;
    private final Pictures pictures;
    private final MapReviews reviews;
    private final Function<WorkspaceId, Set<String>> flows;
    private final Workspaces workspaces;
    private final MapPrint print = new MapPrint();

    /** @param flows ids of the flows of a workspace */
    public MapFiles(
            PortableMaps maps,
            Pictures pictures,
            MapReviews reviews,
            Function<WorkspaceId, Set<String>> flows,
            Workspaces workspaces) {
        this.reviews = reviews;
        this.flows = flows;
        this.maps = maps;
        this.pictures = pictures;
        this.workspaces = workspaces;
    }

    /** A file to be handed out. */
    record MapFile(String name, String contentType, byte[] content) {}

    /**
     * What kind of file is wanted.
     *
     * @param language of what the map itself does not say
     * @param paper of a PDF
     */
    record Wish(MapFormat format, Language language, Paper paper) {}

    MapFile export(WorkspaceId workspace, String id, Wish wish) {
        Packed packed = maps.pack(workspace, id);
        PortableMap map = packed.map();
        Map<String, Optional<Picture>> drawn = new HashMap<>();
        MapPrint.Original original = new MapPrint.Original(
                map,
                packed.changedAt(),
                workspaces.get(workspace).timeZone(),
                MapWords.in(wish.language()),
                picture -> drawn.computeIfAbsent(picture, one -> pictures.small(workspace, one, PICTURE_PIXELS)));
        byte[] content = switch (wish.format()) {
            case JSON -> MapDocument.write(map);
            case PDF -> print.pdf(original, wish.paper());
            case SVG -> print.svg(original);
            case PNG -> print.png(original);
            case CSV -> MapTable.csv(map, original.words(), wish.language());
            case XLSX -> MapTable.xlsx(map, original.words(), wish.language());
            case MERMAID -> MermaidJourney.write(map).getBytes(StandardCharsets.UTF_8);
            case CJML -> CjmlWriter.write(map, workspaces.get(workspace).name());
        };
        return new MapFile(
                ReportExport.plainName(map.map().name(), "map") + "."
                        + wish.format().ending(),
                wish.format().contentType(),
                content);
    }

    /** What stays behind in a kind of file. */
    List<MapLosses.Loss> losses(WorkspaceId workspace, String id, MapFormat format) {
        return MapLosses.of(
                maps.pack(workspace, id).map().map(),
                format,
                reviews.comments(workspace, id).size());
    }

    private Optional<Note> nowhere(WorkspaceId workspace, JourneyMapContent map) {
        Set<String> known = flows.apply(workspace);
        return MapLosses.nowhere(
                        map.cards().stream()
                                .flatMap(card -> card.image().stream())
                                .distinct()
                                .filter(id -> pictures.find(workspace, id).isEmpty())
                                .count(),
                        map.cards().stream()
                                .flatMap(card -> card.submap().stream())
                                .distinct()
                                .filter(id -> !maps.isKnown(workspace, id))
                                .count(),
                        map.flows().stream()
                                .map(JourneyMapContent.FlowLink::flow)
                                .distinct()
                                .filter(id -> !known.contains(id))
                                .count())
                .map(Note::of);
    }

    /**
     * Makes a new map of a file; of a file that is not right nothing is kept.
     *
     * @param name what the map is called when the file does not say
     */
    Taken take(WorkspaceId workspace, byte[] file, String name, String by) {
        ReadMap read = read(file, name);
        Taken taken = maps.take(workspace, read.map(), by);
        List<Note> notes = new ArrayList<>(read.notes());
        notes.addAll(taken.notes());
        nowhere(workspace, read.map().map()).ifPresent(notes::add);
        return new Taken(taken.map(), notes);
    }

    /** What kind of file it is shows in how it begins. */
    private static ReadMap read(byte[] file, String name) {
        String start = new String(file, 0, Math.min(file.length, LOOKED_AT), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading();
        if (start.isEmpty()) {
            throw ProblemException.invalid("/file", "the file is empty");
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return MapDocument.read(file);
        }
        if (start.startsWith("PK\u0003\u0004")) {
            return MapTable.read(file, FileFormat.XLSX, name);
        }
        if (start.indexOf('\u0000') >= 0) {
            throw ProblemException.invalid(
                    "/file", "this is no file of a map; send Percorso's JSON, CSV, XLSX, a journey of Mermaid or CJML");
        }
        if (start.startsWith("<")) {
            return CjmlReader.read(file, name);
        }
        if (MermaidJourney.isLikely(start)) {
            return MermaidJourney.read(new String(file, StandardCharsets.UTF_8).replace("\uFEFF", ""), name);
        }
        return MapTable.read(file, FileFormat.CSV, name);
    }
}
