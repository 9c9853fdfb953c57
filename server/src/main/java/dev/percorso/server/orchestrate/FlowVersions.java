package dev.percorso.server.orchestrate;

import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Step;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The published versions of a flow: what they were, who is still on them, and moving people to the newest. */
final class FlowVersions {
    private final FlowStore store;
    private final FlowCatalog catalog;
    private final FlowTurns turns;

    FlowVersions(FlowStore store, FlowCatalog catalog, FlowTurns turns) {
        this.store = store;
        this.catalog = catalog;
        this.turns = turns;
    }

    /**
     * A version of a flow.
     *
     * @param inside people who are on it now
     * @param draining whether a newer one takes those who enter
     * @param places where the people are
     */
    record View(
            int number,
            String name,
            Instant publishedAt,
            String publishedBy,
            long inside,
            boolean draining,
            List<Place> places,
            FlowDocument definition) {}

    /** People at a step. */
    record Place(String step, long people) {}

    /**
     * Asks to move people.
     *
     * @param from the version they are on
     * @param steps which step of the newest version takes the people of a step; steps not named keep their id
     * @param retime whether a wait takes the length it has in the newest version
     */
    record Move(int from, Map<String, String> steps, boolean retime) {
        Move {
            steps = steps == null ? Map.of() : Map.copyOf(steps);
        }
    }

    /** How many were moved, and how many could not be. */
    record Moved(long moved, long failed) {}

    /** Newest first. */
    List<View> all(WorkspaceId workspace, String flow, int newest) {
        Map<Integer, Map<String, Long>> inside = turns.runs().activeByVersions(workspace, flow);
        List<View> views = new ArrayList<>();
        for (FlowStore.PublishedVersion version : store.versions(workspace, flow)) {
            List<Place> places = inside.getOrDefault(version.number(), Map.of()).entrySet().stream()
                    .map(entry -> new Place(entry.getKey(), entry.getValue()))
                    .toList();
            long people = places.stream().mapToLong(Place::people).sum();
            views.add(new View(
                    version.number(),
                    version.name(),
                    version.publishedAt(),
                    version.publishedBy(),
                    people,
                    version.number() < newest && people > 0,
                    places,
                    Flows.document(version.definition())));
        }
        return List.copyOf(views);
    }

    /** Moves everybody of an older version to the newest; called alone. */
    Moved move(WorkspaceId workspace, String flow, int newest, Move move) {
        if (move.from() >= newest) {
            throw ProblemException.of(
                    ErrorCode.CONFLICT,
                    "People are moved from an older version to the newest, which is %d".formatted(newest));
        }
        FlowMachine target = catalog.machine(workspace, flow, newest)
                .orElseThrow(() -> ProblemException.notFound("Version " + newest + " of the flow"));
        Map<String, Long> places =
                turns.runs().activeByVersions(workspace, flow).getOrDefault(move.from(), Map.of());
        for (String step : places.keySet()) {
            String there = move.steps().getOrDefault(step, step);
            if (target.flow()
                    .findStep(there)
                    .filter(found -> !(found instanceof Step.Entry))
                    .isEmpty()) {
                throw ProblemException.invalid(
                        "/steps",
                        "%d people are at the step '%s', and version %d has no step '%s'; say which step takes them"
                                .formatted(places.getOrDefault(step, 0L), step, newest, there));
            }
        }
        return turns.transfer(workspace, target, move);
    }
}
