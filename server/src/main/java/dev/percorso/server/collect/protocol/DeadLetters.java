package dev.percorso.server.collect.protocol;

import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.DeadLetter;
import dev.percorso.server.collect.DeadLetterFilter;
import dev.percorso.server.collect.DeadLetterStore;
import dev.percorso.server.collect.Refusal;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemWords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Refused events, to be understood, put right and tried again. A letter whose event is taken is gone, so that it is
 * taken once; its event has an id of its own, so that not even a crash in between counts it twice.
 */
public final class DeadLetters {
    private static final int AT_ONCE = 500;

    private final Collector collector;
    private final DeadLetterStore store;
    private final Adapters adapters = new Adapters();
    private final ReentrantLock trying = new ReentrantLock();

    public DeadLetters(Collector collector, DeadLetterStore store) {
        this.collector = collector;
        this.store = store;
    }

    /**
     * What became of trying again.
     *
     * @param taken events that are in the journal now, or would be
     * @param refused those that are refused still
     * @param skipped those that cannot be tried again, as lines of files or what was cut
     * @param reason why the last one was refused
     */
    record Tried(int taken, int refused, int skipped, Optional<String> reason) {
        Tried in(ProblemWords words) {
            return new Tried(taken, refused, skipped, reason.map(words::of));
        }

        Tried plus(Tried other) {
            return new Tried(
                    taken + other.taken,
                    refused + other.refused,
                    skipped + other.skipped,
                    other.reason.or(() -> reason));
        }
    }

    private sealed interface Attempt {
        record Good(DeadLetter letter, Event event) implements Attempt {}

        record Bad(DeadLetter letter) implements Attempt {}
    }

    List<DeadLetter> before(WorkspaceId workspace, DeadLetterFilter filter, long before, int limit) {
        return store.before(workspace, filter, before, limit);
    }

    List<DeadLetterStore.Group> groups(WorkspaceId workspace, DeadLetterFilter filter) {
        return store.groups(workspace, filter);
    }

    int delete(WorkspaceId workspace, DeadLetterFilter filter) {
        return store.delete(workspace, filter);
    }

    /**
     * Tries all matching letters again, oldest first.
     *
     * @param repairs what to change in each payload first, in this order
     * @param isRehearsal only tells what would happen
     */
    Tried retry(WorkspaceId workspace, DeadLetterFilter filter, List<Repair> repairs, boolean isRehearsal) {
        trying.lock();
        try {
            Tried all = new Tried(0, 0, 0, Optional.empty());
            long position = 0;
            while (true) {
                List<DeadLetter> letters = store.after(workspace, filter, position, AT_ONCE);
                if (letters.isEmpty()) {
                    return all;
                }
                position = letters.getLast().sequence();
                all = all.plus(retry(workspace, letters, repairs, isRehearsal));
            }
        } finally {
            trying.unlock();
        }
    }

    /** Tries one letter with a payload that somebody put right. */
    Tried retry(WorkspaceId workspace, long sequence, String payload) {
        trying.lock();
        try {
            DeadLetter letter = store.after(workspace, DeadLetterFilter.only(sequence), 0, 1).stream()
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("The dead letter " + sequence));
            DeadLetter corrected = withPayload(letter, payload);
            JsonBody.tree(payload.getBytes(StandardCharsets.UTF_8));
            return retry(workspace, List.of(corrected), List.of(), false);
        } finally {
            trying.unlock();
        }
    }

    private Tried retry(WorkspaceId workspace, List<DeadLetter> letters, List<Repair> repairs, boolean isRehearsal) {
        List<Attempt.Good> good = new ArrayList<>();
        List<DeadLetter> bad = new ArrayList<>();
        int skipped = 0;
        for (DeadLetter letter : letters) {
            Optional<Attempt> attempt = letter.form().map(form -> attempt(letter, form, repairs));
            switch (attempt.orElse(null)) {
                case null -> skipped++;
                case Attempt.Good taken -> good.add(taken);
                case Attempt.Bad refused -> bad.add(refused.letter());
            }
        }
        if (!isRehearsal) {
            take(workspace, good, bad);
        }
        return new Tried(
                good.size(),
                bad.size(),
                skipped,
                bad.isEmpty() ? Optional.empty() : Optional.of(bad.getLast().reason()));
    }

    private void take(WorkspaceId workspace, List<Attempt.Good> good, List<DeadLetter> bad) {
        Map<String, List<Event>> bySource = new LinkedHashMap<>();
        good.forEach(attempt -> bySource.computeIfAbsent(attempt.letter().sourceId(), ignored -> new ArrayList<>())
                .add(attempt.event()));
        bySource.forEach((source, events) -> collector.accept(workspace, source, events));
        store.tried(workspace, good.stream().map(Attempt.Good::letter).toList(), bad);
    }

    private Attempt attempt(DeadLetter letter, String form, List<Repair> repairs) {
        ProtocolAdapter adapter = adapters.of(form)
                .orElseThrow(() -> new IllegalStateException("nobody reads dead letters of the form " + form));
        String payload = letter.payload();
        try {
            JsonNode tree = JsonBody.tree(payload.getBytes(StandardCharsets.UTF_8));
            if (tree instanceof ObjectNode event && !repairs.isEmpty()) {
                repairs.forEach(repair -> repair.apply(event));
                payload = event.toString();
            }
            Item item = Item.of(tree);
            Circumstances circumstances = circumstances(letter, tree);
            return new Attempt.Good(
                    letter, Intake.draft(adapter, form, item, circumstances).event(circumstances));
        } catch (RefusedEventException fault) {
            Refusal refusal = fault.refusal(form, payload);
            return new Attempt.Bad(new DeadLetter(
                    letter.sequence(),
                    letter.receivedAt(),
                    letter.sourceId(),
                    refusal.code(),
                    refusal.reason(),
                    refusal.payload(),
                    letter.form()));
        } catch (ProblemException notJson) {
            return new Attempt.Bad(letter);
        }
    }

    private static Circumstances circumstances(DeadLetter letter, JsonNode tree) {
        return new Circumstances(
                letter.sourceId(),
                letter.receivedAt(),
                Optional.empty(),
                Optional.empty(),
                tree instanceof ObjectNode whole ? whole : JsonBody.MAPPER.createObjectNode(),
                Optional.of("dead-letter-" + letter.sequence()));
    }

    private static DeadLetter withPayload(DeadLetter letter, String payload) {
        return new DeadLetter(
                letter.sequence(),
                letter.receivedAt(),
                letter.sourceId(),
                letter.code(),
                letter.reason(),
                payload,
                letter.form());
    }
}
