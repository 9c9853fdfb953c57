package dev.percorso.server.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Which event files are put together. */
final class FileGroups {
    /** A group that can still grow waits until it has so many files, or each new one would be merged at once. */
    private static final int ENOUGH = 8;

    private FileGroups() {}

    /**
     * Groups of at least two neighbours of one day that together cover no more than so many sequences.
     *
     * @param files in order
     * @param today whose last group can still grow
     */
    static List<List<EventFile>> toMerge(List<EventFile> files, long mostEvents, LocalDate today) {
        List<List<EventFile>> groups = new ArrayList<>();
        List<EventFile> group = new ArrayList<>();
        long events = 0;
        for (EventFile file : files) {
            boolean fits = !group.isEmpty()
                    && group.getFirst().day().equals(file.day())
                    && group.getLast().lastSequence() + 1 == file.firstSequence()
                    && events + file.span() <= mostEvents;
            if (!fits) {
                close(group, 2, groups);
                group = new ArrayList<>();
                events = 0;
            }
            group.add(file);
            events += file.span();
        }
        boolean canGrow = !group.isEmpty() && group.getFirst().day().equals(today.toString());
        close(group, canGrow ? ENOUGH : 2, groups);
        return groups;
    }

    private static void close(List<EventFile> group, int least, List<List<EventFile>> groups) {
        if (group.size() >= least) {
            groups.add(List.copyOf(group));
        }
    }
}
