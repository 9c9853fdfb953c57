package dev.percorso.server.exchange;

import dev.percorso.server.map.PortableMap;
import dev.percorso.server.map.PortableMaps.Note;
import java.util.List;

/**
 * What was found in a file.
 *
 * @param notes what of the file could not be taken over, or was guessed
 */
record ReadMap(PortableMap map, List<Note> notes) {
    ReadMap {
        notes = List.copyOf(notes);
    }
}
