package dev.percorso.server.people;

import java.util.List;
import java.util.Map;

/**
 * What events changed about the people of one workspace.
 *
 * @param merges in their order
 * @param traits the traits to set, by person that remains
 */
public record PersonChanges(List<Merge> merges, Map<Integer, Map<String, Object>> traits) {
    /** The events of {@code from} belong to {@code into} from now on, past ones included. */
    public record Merge(int from, int into) {}
}
