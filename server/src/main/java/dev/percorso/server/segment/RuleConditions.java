package dev.percorso.server.segment;

import dev.percorso.server.access.Workspaces;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemException.FieldError;
import dev.percorso.server.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Conditions in the rules of stages. They may refer to segments, but neither they nor these segments to stages, which
 * would depend on themselves, nor to lists, which have no past that a journey could be replayed against.
 */
public final class RuleConditions {
    private final SegmentStore store;
    private final Workspaces workspaces;

    public RuleConditions(Database database, Workspaces workspaces) {
        this.store = new SegmentStore(database);
        this.workspaces = workspaces;
    }

    /**
     * What is wrong with a condition.
     *
     * @param pointer where it stands in the document, e.g. {@code /stages/0/rules/0/condition}
     */
    public List<FieldError> faults(WorkspaceId workspace, JsonNode condition, String pointer) {
        ConditionReader.Reading reading;
        try {
            reading = ConditionReader.read(condition, pointer);
        } catch (ProblemException wrong) {
            return wrong.errors();
        }
        Function<String, Optional<Condition>> segments = segments(workspace);
        List<FieldError> faults = new ArrayList<>();
        for (ConditionReader.Reference reference : reading.references()) {
            Condition referred = reference.referring();
            if (reference.kind() == ConditionReader.Kind.SEGMENT
                    && segments.apply(reference.id()).isEmpty()) {
                faults.add(new FieldError(
                        reference.pointer(),
                        "unknown",
                        "the segment '%s' does not exist or was deleted; choose another one"
                                .formatted(reference.id())));
            } else if (References.sees(ConditionReader.Kind.LIST, referred, segments)) {
                faults.add(new FieldError(
                        reference.pointer(),
                        "notAllowed",
                        "a rule of a stage cannot look at a list, nor at a segment that does, since a list has no past; "
                                + "use a trait or an event"));
            } else if (References.sees(ConditionReader.Kind.STAGE, referred, segments)) {
                faults.add(new FieldError(
                        reference.pointer(),
                        "circular",
                        "a rule of a stage cannot look at stages, nor at a segment that does; "
                                + "say what brings people there instead"));
            }
        }
        return faults;
    }

    /** A condition as the engine replays it. */
    public dev.percorso.engine.segment.Condition translate(WorkspaceId workspace, JsonNode condition) {
        return new ConditionTranslator(
                        workspaces.get(workspace).timeZone(),
                        segments(workspace),
                        stage -> ConditionTranslator.NOBODY,
                        list -> ConditionTranslator.NOBODY)
                .translate(ConditionReader.read(condition, "").condition());
    }

    /** Ids of the segments that a condition names. */
    public static Set<String> segmentsIn(JsonNode condition) {
        return References.segmentsIn(ConditionReader.read(condition, "").condition());
    }

    /** Ids of the lists that a condition names. */
    public static Set<String> listsIn(JsonNode condition) {
        return References.listsIn(ConditionReader.read(condition, "").condition());
    }

    private Function<String, Optional<Condition>> segments(WorkspaceId workspace) {
        Map<String, Condition> all = store.all(workspace).stream()
                .collect(Collectors.toMap(
                        StoredSegment::id,
                        segment -> ConditionReader.read(segment.condition(), "").condition()));
        return id -> Optional.ofNullable(all.get(id));
    }
}
