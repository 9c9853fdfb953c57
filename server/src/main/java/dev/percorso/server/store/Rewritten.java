package dev.percorso.server.store;

/**
 * What a rewriting of stored events did.
 *
 * @param files that were written anew
 */
public record Rewritten(int files, long removed, long changed) {
    public static final Rewritten NOTHING = new Rewritten(0, 0, 0);

    public Rewritten and(Rewritten other) {
        return new Rewritten(files + other.files, removed + other.removed, changed + other.changed);
    }

    public boolean isNothing() {
        return removed == 0 && changed == 0;
    }
}
