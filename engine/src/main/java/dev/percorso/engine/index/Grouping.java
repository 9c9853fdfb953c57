package dev.percorso.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Persons brought together, as those of one company are: each person belongs to one group or to none. Groups are
 * numbered from 0. It belongs to the snapshot it was made on; see {@link Snapshot#groupedBy}.
 */
public final class Grouping {
    private final List<String> names;
    /** Members of group {@code g}: {@code members[first[g]]} to {@code members[first[g + 1] - 1]}. */
    private final int[] first;

    private final int[] members;
    private final TraitTable.View traits;
    private final BitSet withTraits;

    private Grouping(List<String> names, int[] first, int[] members, TraitTable.View traits) {
        this.names = names;
        this.first = first;
        this.members = members;
        this.traits = traits;
        this.withTraits = traits.persons();
    }

    /**
     * Brings together the persons who have the same value of a trait.
     *
     * @param persons only these belong to a group
     * @param traits of the groups themselves, by their name; a group named here and without members has none of them
     */
    public static Grouping byTrait(
            Snapshot snapshot, String trait, IntPredicate persons, Map<String, Map<String, Object>> traits) {
        Trait resolved = snapshot.trait(trait);
        Map<String, Integer> groups = new HashMap<>();
        List<String> names = new ArrayList<>();
        IntList people = new IntList();
        IntList groupOf = new IntList();
        BitSet known = snapshot.withTraits();
        for (int person = known.nextSetBit(0); person >= 0; person = known.nextSetBit(person + 1)) {
            Object value = resolved.value(person);
            if (value == null
                    || snapshot.ownerOf(person) != person
                    || snapshot.isErased(person)
                    || !persons.test(person)) {
                continue;
            }
            String name = nameOf(value);
            Integer group = groups.get(name);
            if (group == null) {
                group = names.size();
                groups.put(name, group);
                names.add(name);
            }
            people.add(person);
            groupOf.add(group);
        }
        TraitTable table = new TraitTable();
        groups.forEach((name, group) -> table.put(group, traits.getOrDefault(name, Map.of())));
        return sorted(names, people, groupOf, table.view());
    }

    /** Numbers as people write them: whole ones without a point. */
    private static String nameOf(Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : value.toString();
    }

    private static Grouping sorted(List<String> names, IntList people, IntList groupOf, TraitTable.View traits) {
        int[] first = new int[names.size() + 1];
        for (int at = 0; at < groupOf.size(); at++) {
            first[groupOf.get(at) + 1]++;
        }
        for (int group = 0; group < names.size(); group++) {
            first[group + 1] += first[group];
        }
        int[] next = Arrays.copyOf(first, names.size());
        int[] members = new int[people.size()];
        for (int at = 0; at < people.size(); at++) {
            members[next[groupOf.get(at)]++] = people.get(at);
        }
        return new Grouping(List.copyOf(names), first, members, traits);
    }

    /** Number of groups. */
    public int size() {
        return names.size();
    }

    /** The value of the trait that the group's members have. */
    public String name(int group) {
        return names.get(group);
    }

    /** The persons of the group, ascending. */
    public int[] members(int group) {
        return Arrays.copyOfRange(members, first[group], first[group + 1]);
    }

    /** Everyone who belongs to one of the groups. */
    public BitSet members(BitSet groups) {
        BitSet persons = new BitSet();
        groups.stream().forEach(group -> {
            for (int at = first[group]; at < first[group + 1]; at++) {
                persons.set(members[at]);
            }
        });
        return persons;
    }

    /** Everyone who belongs to any group. */
    public int memberCount() {
        return members.length;
    }

    int firstOf(int group) {
        return first[group];
    }

    int member(int at) {
        return members[at];
    }

    TraitTable.View traits() {
        return traits;
    }

    boolean hasTraits(int group) {
        return withTraits.get(group);
    }
}
