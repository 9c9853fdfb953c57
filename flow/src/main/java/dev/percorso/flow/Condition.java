package dev.percorso.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A question about the person, or about the event that started the run. */
public sealed interface Condition {

    /** A condition in the caller's own canonical form, answered by {@link Facts}. */
    record Fact(String expression) implements Condition {}

    /** A condition on a property of the event that started the run; false when no event did. */
    record EntryProperty(PropertyCondition property) implements Condition {}

    /** A condition on what a webhook of the run answered last; false when it has not. */
    record Answer(String step, PropertyCondition property) implements Condition {}

    /** All of them; true when empty. */
    record AllOf(List<Condition> conditions) implements Condition {
        public AllOf {
            conditions = List.copyOf(conditions);
        }
    }

    /** At least one of them; false when empty. */
    record AnyOf(List<Condition> conditions) implements Condition {
        public AnyOf {
            conditions = List.copyOf(conditions);
        }
    }

    /** The opposite. */
    record Not(Condition condition) implements Condition {}

    /** {@link #holds(Facts, Optional, Map)} in a run without answers. */
    default boolean holds(Facts facts, Optional<FlowEvent> entry) {
        return holds(facts, entry, Map.of());
    }

    /**
     * Whether this holds for a run started by {@code entry}.
     *
     * @param facts answers the caller's own conditions
     * @param answers of webhooks, by step
     */
    default boolean holds(Facts facts, Optional<FlowEvent> entry, Map<String, Map<String, Object>> answers) {
        return switch (this) {
            case Fact fact -> facts.holds(fact.expression());
            case EntryProperty property ->
                entry.filter(property.property()::holds).isPresent();
            case Answer answer ->
                answers.containsKey(answer.step())
                        && answer.property().holds(answers.getOrDefault(answer.step(), Map.of()));
            case AllOf all -> all.conditions().stream().allMatch(part -> part.holds(facts, entry, answers));
            case AnyOf any -> any.conditions().stream().anyMatch(part -> part.holds(facts, entry, answers));
            case Not not -> !not.condition().holds(facts, entry, answers);
        };
    }
}
