package dev.percorso.engine.conform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntSortTest {

    @Test
    void shouldSortAsTheLibraryDoesAndKeepEqualsInOrder() {
        for (int size : new int[] {0, 1, 8, 9, 1_000, 100_003}) {
            int[] keys = new Random(size).ints(size, 0, 50).toArray();
            int[] values = new int[size + 10];
            Arrays.setAll(values, i -> i < 5 || i >= size + 5 ? -1 : i - 5);
            Integer[] boxed = Arrays.stream(values, 5, size + 5).boxed().toArray(Integer[]::new);
            Arrays.sort(boxed, Comparator.comparingInt(i -> keys[i]));

            IntSort.sort(values, 5, size + 5, (a, b) -> Integer.compare(keys[a], keys[b]));

            assertArrayEquals(
                    Arrays.stream(boxed).mapToInt(Integer::intValue).toArray(),
                    Arrays.copyOfRange(values, 5, size + 5));
        }
    }
}
