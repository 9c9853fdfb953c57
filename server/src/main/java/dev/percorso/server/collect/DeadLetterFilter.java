package dev.percorso.server.collect;

import java.util.List;
import java.util.Optional;

/**
 * Some of the dead letters; everything absent means all.
 *
 * @param sequences just these, when there are any
 * @param text that stands in the payload or the reason
 */
public record DeadLetterFilter(
        Optional<List<Long>> sequences, Optional<String> sourceId, Optional<String> code, Optional<String> text) {
    public static DeadLetterFilter only(long sequence) {
        return new DeadLetterFilter(
                Optional.of(List.of(sequence)), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
