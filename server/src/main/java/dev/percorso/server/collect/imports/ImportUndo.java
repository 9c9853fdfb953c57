package dev.percorso.server.collect.imports;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.EventFileWriter;
import dev.percorso.server.journal.Journal;
import dev.percorso.server.journal.Journeys;
import dev.percorso.server.journal.StoredEvents;
import dev.percorso.server.people.TakenTraits;
import dev.percorso.server.people.TraitUndoStore;
import dev.percorso.server.store.EventSelection;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes an import back: its events leave the log, the event files and the index; traits that it set become what they
 * were, and people of whom nothing else is known are forgotten. Every step can be done again, so an undo that a stop
 * interrupts goes on at the next start. Merges of people and statements about consent stay.
 */
public final class ImportUndo {
    private static final Duration LONGEST_PROJECTION = Duration.ofMinutes(10);
    private static final int PORTION = 5_000;

    /** The parts of the server that hold what an import brought. */
    public record Holders(
            Journal journal,
            StoredEvents stored,
            EventFileWriter writer,
            Journeys journeys,
            TraitUndoStore traits,
            Forgetting forgetting) {}

    /** Forgets persons for good, with all that any capability knows of them. */
    public interface Forgetting {
        void forget(WorkspaceId workspace, Set<Integer> persons);
    }

    private final UndoStore store;
    private final Holders holders;
    private final InstantSource clock;

    ImportUndo(UndoStore store, Holders holders, InstantSource clock) {
        this.store = store;
        this.holders = holders;
        this.clock = clock;
    }

    void run(UndoStore.Job job) throws IOException, InterruptedException {
        if (!holders.journal().awaitProjectedSoFar(LONGEST_PROJECTION)) {
            throw new IOException("what was accepted before is not projected yet");
        }
        WorkspaceId workspace = job.workspace();
        EventSelection ofImport = new EventSelection.OfSource(job.source());
        holders.stored().read(workspace, 0, ofImport, portion -> remember(job, portion));
        holders.writer().rewriteWithout(workspace, ofImport);
        Map<Integer, TakenTraits> taken = store.persons(job);
        Map<Integer, Set<Integer>> groups = holders.traits().groups(workspace, taken.keySet());
        Set<Integer> remaining = takeTraitsBack(job, groups, taken);
        holders.traits().takeCompaniesBack(workspace, job.source());
        holders.journeys().rebuild(workspace);
        Set<Integer> forgotten = new HashSet<>(groups.keySet());
        forgotten.removeAll(remaining);
        if (!forgotten.isEmpty()) {
            holders.forgetting().forget(workspace, forgotten);
        }
        store.finished(job, forgotten.size(), clock.instant());
    }

    private void remember(UndoStore.Job job, List<ProjectedEvent> events) {
        List<String> messages = new ArrayList<>();
        Map<Integer, TakenTraits> said = new LinkedHashMap<>();
        for (ProjectedEvent projected : events) {
            messages.add(plain(projected.event().messageId()));
            said.merge(
                    projected.person(),
                    new TakenTraits(projected.event().traits().keySet(), projected.sequence()),
                    TakenTraits::and);
        }
        store.remember(job, messages, said);
    }

    /** The id without what was added because the event had been undone before. */
    private static String plain(String messageId) {
        int added = messageId.indexOf('~');
        return added < 0 ? messageId : messageId.substring(0, added);
    }

    /** Gives back the persons of whom other events tell, too. */
    private Set<Integer> takeTraitsBack(
            UndoStore.Job job, Map<Integer, Set<Integer>> groups, Map<Integer, TakenTraits> taken) {
        Set<Integer> remaining = new HashSet<>();
        List<Integer> persons = new ArrayList<>(groups.keySet());
        for (int from = 0; from < persons.size(); from += PORTION) {
            Map<Integer, TraitUndoStore.Taking> takings = new LinkedHashMap<>();
            Map<Integer, Integer> personOf = new HashMap<>();
            for (int person : persons.subList(from, Math.min(persons.size(), from + PORTION))) {
                Set<Integer> numbers = groups.getOrDefault(person, Set.of());
                numbers.forEach(number -> personOf.put(number, person));
                numbers.stream()
                        .flatMap(number -> Optional.ofNullable(taken.get(number)).stream())
                        .reduce(TakenTraits::and)
                        .ifPresent(said -> takings.put(person, new TraitUndoStore.Taking(numbers, said)));
            }
            long known = holders.traits().newest(job.workspace());
            EventSelection own = new EventSelection.OfPersons(Set.copyOf(personOf.keySet()));
            holders.stored().read(job.workspace(), 0, own, events -> {
                for (ProjectedEvent projected : events) {
                    Integer person = personOf.get(projected.person());
                    TraitUndoStore.Taking taking = person == null ? null : takings.get(person);
                    if (person != null && taking != null) {
                        remaining.add(person);
                        taking.noteOther(projected);
                    }
                }
            });
            holders.traits().takeBack(job.workspace(), job.source(), takings, known);
        }
        return remaining;
    }
}
