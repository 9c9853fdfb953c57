package dev.percorso.engine.segment;

import java.util.BitSet;
import java.util.stream.IntStream;

/** An unchanging set of persons. */
public final class PersonSet {
    private final BitSet persons;
    private final int size;

    private PersonSet(BitSet persons) {
        this.persons = persons;
        size = persons.cardinality();
    }

    /** These persons. */
    public static PersonSet of(int... persons) {
        BitSet bits = new BitSet();
        for (int person : persons) {
            bits.set(person);
        }
        return new PersonSet(bits);
    }

    /** The persons whose bit is set now. */
    public static PersonSet copyOf(BitSet persons) {
        return new PersonSet((BitSet) persons.clone());
    }

    /** Whether the person is in the set. */
    public boolean contains(int person) {
        return persons.get(person);
    }

    /** Number of persons. */
    public int size() {
        return size;
    }

    /** The persons in ascending order. */
    public IntStream stream() {
        return persons.stream();
    }

    /** The persons in ascending order. */
    public int[] toArray() {
        return stream().toArray();
    }

    /** A copy as a bit set. */
    public BitSet toBitSet() {
        return (BitSet) persons.clone();
    }

    /** How many persons are in both sets. */
    public int overlap(PersonSet other) {
        BitSet both = toBitSet();
        both.and(other.persons);
        return both.cardinality();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PersonSet set && set.persons.equals(persons);
    }

    @Override
    public int hashCode() {
        return persons.hashCode();
    }

    @Override
    public String toString() {
        return persons.toString();
    }
}
