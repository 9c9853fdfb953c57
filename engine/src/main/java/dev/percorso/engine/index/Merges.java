package dev.percorso.engine.index;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The log of identity merges: merge {@code k} says that the events of {@code from} belong to {@code into}. A state of
 * the index is a count of merges; reading at a count ignores every later merge, so snapshots stay as they were.
 */
final class Merges {
    /** Log columns: two ints per merge, and the merge before it with the same target plus one. */
    private volatile int[] from = new int[16];

    private volatile int[] into = new int[16];
    private volatile int[] olderSibling = new int[16];
    private final PagedInts mergeOf = new PagedInts();
    private final PagedInts newestChild = new PagedInts();
    private int count;

    int count() {
        return count;
    }

    int from(int merge) {
        return from[merge];
    }

    int into(int merge) {
        return into[merge];
    }

    /** The person that owns this person's events when the first {@code visible} merges are known. */
    int ownerOf(int person, int visible) {
        int owner = person;
        int merge = mergeOf.get(owner);
        while (merge != 0 && merge <= visible) {
            owner = into[merge - 1];
            merge = mergeOf.get(owner);
        }
        return owner;
    }

    /** Whether a merge from {@code first} to {@code visible} has the person as its target. */
    boolean hasMember(int person, int first, int visible) {
        int merge = newestChild.get(person);
        while (merge > visible) {
            merge = olderSibling[merge - 1];
        }
        return merge > first;
    }

    /** Visits the person and everyone merged into it by the merges from {@code first} to {@code visible}. */
    void forEachMember(int person, int first, int visible, IntConsumer member) {
        member.accept(person);
        int merge = newestChild.get(person);
        while (merge > first) {
            if (merge <= visible) {
                forEachMember(from[merge - 1], first, visible, member);
            }
            merge = olderSibling[merge - 1];
        }
    }

    /** Appends a merge; both must be owners. Called by the single writer. */
    void add(int fromOwner, int intoOwner) {
        if (count == from.length) {
            from = Arrays.copyOf(from, count * 2);
            into = Arrays.copyOf(into, count * 2);
            olderSibling = Arrays.copyOf(olderSibling, count * 2);
        }
        from[count] = fromOwner;
        into[count] = intoOwner;
        olderSibling[count] = newestChild.get(intoOwner);
        count++;
        newestChild.set(intoOwner, count);
        mergeOf.set(fromOwner, count);
    }
}
