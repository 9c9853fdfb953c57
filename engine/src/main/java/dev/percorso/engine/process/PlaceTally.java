package dev.percorso.engine.process;

import dev.percorso.engine.fold.Sums;

/** Where in cases touchpoints are first come by. Places are summed in whole millionths, so that order does not matter. */
final class PlaceTally implements CaseCutter.Sink {
    private static final double MILLIONTHS = 1e6;
    private static final double MAIN_PATH = 0.5;

    final CaseCutter.Steps steps = new CaseCutter.Steps();
    final VariantTable variants = new VariantTable();
    final long[] persons;
    final long[] cases;
    final long[] repeated;
    final long[] goalCases;
    long allCases;
    long allGoalCases;

    private final boolean[] goal;
    private final int kept;
    private final long[] goalPlaces;
    private final long[] otherPlaces;
    private final int[] lastPerson;

    /** The case in which an activity was last seen, and repeated, by activity; cases count from 1. */
    private final long[] seen;

    private final long[] again;

    /** Activities of the case in order of their first times. */
    private final int[] order;

    PlaceTally(boolean[] goal) {
        this.goal = goal;
        kept = goal.length - 1;
        persons = new long[kept];
        cases = new long[kept];
        repeated = new long[kept];
        goalCases = new long[kept];
        goalPlaces = new long[kept];
        otherPlaces = new long[kept];
        lastPerson = new int[kept];
        seen = new long[kept];
        again = new long[kept];
        order = new int[kept];
    }

    @Override
    public void take(int person, CaseCutter.Steps taken) {
        allCases++;
        int size = 0;
        int reached = -1;
        for (int step = 0; step < taken.size; step++) {
            int activity = taken.activity[step];
            if (activity == kept) {
                continue;
            }
            if (seen[activity] == allCases) {
                again[activity] = allCases;
                continue;
            }
            seen[activity] = allCases;
            if (goal[activity] && reached < 0) {
                reached = size;
            }
            order[size++] = activity;
        }
        allGoalCases += reached >= 0 ? 1 : 0;
        for (int at = 0; at < size; at++) {
            count(person, order[at], place(at, size, reached), reached >= 0);
        }
        if (size > 0) {
            variants.add(person, order, size, 0);
        }
    }

    private static double place(int at, int size, int reached) {
        if (reached < 0) {
            return size == 1 ? 0 : (double) at / (size - 1);
        }
        if (at <= reached) {
            return reached == 0 ? 1 : (double) at / reached;
        }
        return 1 + (double) (at - reached) / (size - 1 - reached);
    }

    private void count(int person, int activity, double place, boolean reached) {
        cases[activity]++;
        if (lastPerson[activity] != person + 1) {
            lastPerson[activity] = person + 1;
            persons[activity]++;
        }
        repeated[activity] += again[activity] == allCases ? 1 : 0;
        long millionths = Math.round(place * MILLIONTHS);
        if (reached) {
            goalCases[activity]++;
            goalPlaces[activity] += millionths;
        } else {
            otherPlaces[activity] += millionths;
        }
    }

    /** Mean place over the cases that reach the goal, over all where none does. */
    double place(int activity) {
        if (goalCases[activity] > 0) {
            return goalPlaces[activity] / MILLIONTHS / goalCases[activity];
        }
        return cases[activity] == 0 ? 0 : otherPlaces[activity] / MILLIONTHS / cases[activity];
    }

    boolean isOnMainPath(int activity) {
        return allGoalCases > 0
                ? goalCases[activity] >= MAIN_PATH * allGoalCases
                : cases[activity] >= MAIN_PATH * allCases;
    }

    void merge(PlaceTally other) {
        allCases += other.allCases;
        allGoalCases += other.allGoalCases;
        Sums.add(persons, other.persons);
        Sums.add(cases, other.cases);
        Sums.add(repeated, other.repeated);
        Sums.add(goalCases, other.goalCases);
        Sums.add(goalPlaces, other.goalPlaces);
        Sums.add(otherPlaces, other.otherPlaces);
        variants.merge(other.variants);
    }
}
