package dev.percorso.flow;

/**
 * Hash that is the same in every process and version: FNV-1a over the UTF-16 code units of the parts, finished with the
 * 64-bit mixer of MurmurHash3 (Appleby), which spreads ids that differ in one character.
 */
public final class StableHash {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private StableHash() {}

    /** A number from 0 to {@code bound - 1}, evenly spread. */
    public static int bucket(int bound, String... parts) {
        long hash = FNV_OFFSET;
        for (String part : parts) {
            for (int index = 0; index < part.length(); index++) {
                hash = (hash ^ part.charAt(index)) * FNV_PRIME;
            }
            // Keeps ("ab", "c") apart from ("a", "bc").
            hash = (hash ^ 0xffff) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return (int) Long.remainderUnsigned(hash, bound);
    }
}
