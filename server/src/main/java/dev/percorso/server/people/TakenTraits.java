package dev.percorso.server.people;

import java.util.Set;
import java.util.TreeSet;

/**
 * What events that are taken back said about a person.
 *
 * @param traits as the events named them, operations included
 * @param first sequence of the first of these events
 */
public record TakenTraits(Set<String> traits, long first) {
    public TakenTraits {
        traits = Set.copyOf(traits);
    }

    public TakenTraits and(TakenTraits other) {
        Set<String> all = new TreeSet<>(traits);
        all.addAll(other.traits);
        return new TakenTraits(all, Math.min(first, other.first));
    }
}
