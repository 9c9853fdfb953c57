package dev.percorso.server.people;

import org.jdbi.v3.core.Handle;

/** Rows of a person who was merged into another, in tables with the columns {@code workspace} and {@code person}. */
public final class MergedRowStore {
    private MergedRowStore() {}

    /** Makes them rows of the one who stays. */
    public static void give(Handle handle, MergeHistoryStore.Followed merge, String... tables) {
        for (String table : tables) {
            give(handle, "UPDATE ", table, merge);
        }
    }

    /** Makes them rows of the one who stays; of two that may not stand side by side, the merged one's replaces the other. */
    public static void unite(Handle handle, MergeHistoryStore.Followed merge, String... tables) {
        for (String table : tables) {
            give(handle, "UPDATE OR REPLACE ", table, merge);
        }
    }

    private static void give(Handle handle, String update, String table, MergeHistoryStore.Followed merge) {
        handle.execute(
                update + table + " SET person = ? WHERE workspace = ? AND person = ?",
                merge.into(),
                merge.workspace().value(),
                merge.from());
    }
}
