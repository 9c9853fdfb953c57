package dev.percorso.engine.fold;

import java.util.Arrays;

/** Session figures by cell (a period, or a value of a property), in columns that grow. */
final class SessionCells {

    private static final int VISITORS = 0;
    private static final int SESSIONS = 1;
    private static final int PAGE_VIEWS = 2;
    private static final int BOUNCES = 3;
    private static final int ENGAGED = 4;
    private static final int DURATION = 5;
    private static final int CONVERSIONS = 6;
    private static final int CONVERTING_SESSIONS = 7;
    private static final int CONVERTING_VISITORS = 8;
    private static final int WIDTH = 9;

    /** Counters, {@link #WIDTH} a cell. */
    private long[] counters = {};

    private double[] revenue = {};
    private int[] lastVisitor = {};
    private int[] lastConverting = {};

    void add(int cell, SessionWalk session, int person) {
        reserve(cell + 1);
        int row = cell * WIDTH;
        counters[row + SESSIONS]++;
        counters[row + PAGE_VIEWS] += session.pageViews;
        counters[row + BOUNCES] += session.bounced() ? 1 : 0;
        counters[row + ENGAGED] += session.engaged() ? 1 : 0;
        counters[row + DURATION] += session.durationMillis;
        counters[row + CONVERSIONS] += session.conversions;
        revenue[cell] += session.revenue;
        if (lastVisitor[cell] != person + 1) {
            lastVisitor[cell] = person + 1;
            counters[row + VISITORS]++;
        }
        if (session.conversions > 0) {
            counters[row + CONVERTING_SESSIONS]++;
            if (lastConverting[cell] != person + 1) {
                lastConverting[cell] = person + 1;
                counters[row + CONVERTING_VISITORS]++;
            }
        }
    }

    void addCell(int cell, SessionCells other, int otherCell) {
        reserve(cell + 1);
        other.reserve(otherCell + 1);
        for (int counter = 0; counter < WIDTH; counter++) {
            counters[cell * WIDTH + counter] += other.counters[otherCell * WIDTH + counter];
        }
        revenue[cell] += other.revenue[otherCell];
    }

    SessionFigures figures(int cell) {
        reserve(cell + 1);
        int row = cell * WIDTH;
        return new SessionFigures(
                counters[row + VISITORS],
                counters[row + SESSIONS],
                counters[row + PAGE_VIEWS],
                counters[row + BOUNCES],
                counters[row + ENGAGED],
                counters[row + DURATION],
                counters[row + CONVERSIONS],
                counters[row + CONVERTING_SESSIONS],
                counters[row + CONVERTING_VISITORS],
                revenue[cell]);
    }

    private void reserve(int cells) {
        if (cells > revenue.length) {
            int capacity = Math.max(cells, revenue.length * 2);
            counters = Arrays.copyOf(counters, capacity * WIDTH);
            revenue = Arrays.copyOf(revenue, capacity);
            lastVisitor = Arrays.copyOf(lastVisitor, capacity);
            lastConverting = Arrays.copyOf(lastConverting, capacity);
        }
    }
}
