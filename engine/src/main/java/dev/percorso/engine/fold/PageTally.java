package dev.percorso.engine.fold;

import java.util.Arrays;

/** What happens on pages, by value of the path property. */
final class PageTally {

    private static final int VIEWS = 0;
    private static final int VISITORS = 1;
    private static final int ENTRIES = 2;
    private static final int EXITS = 3;
    private static final int TIMED_VIEWS = 4;
    private static final int TIME = 5;
    private static final int BOUNCES = 6;
    private static final int WIDTH = 7;

    final LongIndex pages = new LongIndex();
    private long[] counters = {};
    private int[] lastVisitor = {};

    /** Counts a view and gives the page's number. */
    int view(long page, int person) {
        int number = pages.number(page);
        reserve(number + 1);
        counters[number * WIDTH + VIEWS]++;
        if (lastVisitor[number] != person + 1) {
            lastVisitor[number] = person + 1;
            counters[number * WIDTH + VISITORS]++;
        }
        return number;
    }

    void entry(int page, boolean bounced) {
        counters[page * WIDTH + ENTRIES]++;
        counters[page * WIDTH + BOUNCES] += bounced ? 1 : 0;
    }

    void exit(int page) {
        counters[page * WIDTH + EXITS]++;
    }

    void time(int page, long millis) {
        counters[page * WIDTH + TIMED_VIEWS]++;
        counters[page * WIDTH + TIME] += millis;
    }

    void merge(PageTally other) {
        for (int page = 0; page < other.pages.size(); page++) {
            int here = pages.number(other.pages.key(page));
            reserve(here + 1);
            for (int counter = 0; counter < WIDTH; counter++) {
                counters[here * WIDTH + counter] += other.counters[page * WIDTH + counter];
            }
        }
    }

    SessionMetrics.Page page(int number, String path) {
        int row = number * WIDTH;
        return new SessionMetrics.Page(
                path,
                counters[row + VIEWS],
                counters[row + VISITORS],
                counters[row + ENTRIES],
                counters[row + EXITS],
                counters[row + BOUNCES],
                counters[row + TIMED_VIEWS],
                counters[row + TIME]);
    }

    private void reserve(int count) {
        if (count > lastVisitor.length) {
            int capacity = Math.max(count, lastVisitor.length * 2);
            counters = Arrays.copyOf(counters, capacity * WIDTH);
            lastVisitor = Arrays.copyOf(lastVisitor, capacity);
        }
    }
}
