package dev.percorso.engine.index;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traits as one column per name, by person, in memory. A view shares the pages; after a view was taken, the first
 * write to a page copies it, so views never change and writes between views cost nothing extra.
 */
final class TraitTable {
    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;

    private static final class Page {
        final long[] values;
        final long epoch;

        Page(long[] values, long epoch) {
            this.values = values;
            this.epoch = epoch;
        }
    }

    private static final class Column {
        final TextDictionary texts = new TextDictionary();

        @Nullable
        Page[] pages = new @Nullable Page[0];

        long epoch;
    }

    /** An unchanging view of one column. */
    static final class ColumnView {
        private final TextDictionary texts;
        private final @Nullable Page[] pages;

        private ColumnView(TextDictionary texts, @Nullable Page[] pages) {
            this.texts = texts;
            this.pages = pages;
        }

        TextDictionary texts() {
            return texts;
        }

        /** One above the highest person that may have a value. */
        int capacity() {
            return pages.length << PAGE_BITS;
        }

        long value(int person) {
            int number = person >>> PAGE_BITS;
            Page page = number < pages.length ? pages[number] : null;
            return page == null ? Cell.ABSENT : page.values[person & (PAGE - 1)];
        }
    }

    /** An unchanging view of all traits. */
    record View(Map<String, ColumnView> columns) {
        /** Everyone who has at least one trait. */
        BitSet persons() {
            BitSet persons = new BitSet();
            for (ColumnView column : columns.values()) {
                for (int person = 0; person < column.capacity(); person++) {
                    if (column.value(person) != Cell.ABSENT) {
                        persons.set(person);
                    }
                }
            }
            return persons;
        }
    }

    private final Map<String, Column> columns = new HashMap<>();
    private long epoch;
    private @Nullable View current;

    /** Sets the given traits of a person; a null value removes one; others stay. */
    synchronized void put(int person, Map<String, ? extends @Nullable Object> traits) {
        traits.forEach((name, value) -> {
            Column column = columns.computeIfAbsent(name, ignored -> new Column());
            set(column, person, value == null ? Cell.ABSENT : Cell.encode(value, column.texts, name));
        });
        current = null;
    }

    synchronized void erase(int person) {
        columns.values().forEach(column -> set(column, person, Cell.ABSENT));
        current = null;
    }

    synchronized View view() {
        View known = current;
        if (known == null) {
            Map<String, ColumnView> views = new HashMap<>();
            columns.forEach((name, column) -> views.put(name, new ColumnView(column.texts, column.pages)));
            known = new View(views);
            current = known;
            epoch++;
        }
        return known;
    }

    private void set(Column column, int person, long value) {
        int number = person >>> PAGE_BITS;
        if (column.epoch != epoch || number >= column.pages.length) {
            int length =
                    number < column.pages.length ? column.pages.length : Math.max(number + 1, column.pages.length * 2);
            column.pages = Arrays.copyOf(column.pages, length);
            column.epoch = epoch;
        }
        Page page = column.pages[number];
        if (page == null) {
            if (value == Cell.ABSENT) {
                return;
            }
            long[] values = new long[PAGE];
            Arrays.fill(values, Cell.ABSENT);
            page = new Page(values, epoch);
            column.pages[number] = page;
        } else if (page.epoch != epoch) {
            page = new Page(page.values.clone(), epoch);
            column.pages[number] = page;
        }
        page.values[person & (PAGE - 1)] = value;
    }
}
