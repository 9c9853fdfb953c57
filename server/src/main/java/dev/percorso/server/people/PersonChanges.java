package dev.percorso.server.people;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What events changed about the people of one workspace.
 *
 * @param merges in their order
 * @param traits the traits to set, null for those to forget, by person that remains
 */
public record PersonChanges(
        List<Merge> merges, Map<Integer, ? extends Map<String, ? extends @Nullable Object>> traits) {
    /** The events of {@code from} belong to {@code into} from now on, past ones included. */
    public record Merge(int from, int into) {}
}
