package dev.percorso.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A checked, immutable version of a flow. Persons who entered it finish on it. */
public final class FlowVersion {
    private final FlowDefinition definition;
    private final int number;
    private final Map<String, Step> steps;
    private final List<Step.Entry> entries;
    private final List<Step.WaitUntilEvent> countingSinceEntry;

    private FlowVersion(FlowDefinition definition, int number) {
        this.definition = definition;
        this.number = number;
        Map<String, Step> byId = new LinkedHashMap<>();
        definition.steps().forEach(step -> byId.put(step.id(), step));
        this.steps = Map.copyOf(byId);
        this.entries = definition.steps().stream()
                .filter(Step.Entry.class::isInstance)
                .map(Step.Entry.class::cast)
                .toList();
        this.countingSinceEntry = definition.steps().stream()
                .filter(Step.WaitUntilEvent.class::isInstance)
                .map(Step.WaitUntilEvent.class::cast)
                .filter(step -> step.since() == Step.Since.FLOW)
                .toList();
    }

    /**
     * Makes a version out of a definition without problems.
     *
     * @param number 1 for the first version of the flow, then counting up
     * @throws InvalidFlowException with every problem found
     */
    public static FlowVersion of(FlowDefinition definition, int number, References references) {
        if (number < 1) {
            throw new IllegalArgumentException("versions count from 1, not " + number);
        }
        List<Problem> problems = FlowCheck.check(definition, references);
        if (!problems.isEmpty()) {
            throw new InvalidFlowException(problems);
        }
        return new FlowVersion(definition, number);
    }

    public FlowDefinition definition() {
        return definition;
    }

    public String flowId() {
        return definition.id();
    }

    public int number() {
        return number;
    }

    public List<Step.Entry> entries() {
        return entries;
    }

    /** The step, or empty when this version has none of that id. */
    public Optional<Step> findStep(String id) {
        return Optional.ofNullable(steps.get(id));
    }

    Step step(String id) {
        return findStep(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "version " + number + " of flow " + flowId() + " has no step " + id));
    }

    /** The value of the key property; empty when the flow has no key or the event no such property. */
    Optional<String> keyOf(FlowEvent event) {
        return definition
                .keyProperty()
                .flatMap(property -> PlainData.find(event.properties(), property))
                .map(PlainData::textOf)
                .filter(key -> !key.isBlank());
    }

    List<Step.WaitUntilEvent> countingSinceEntry() {
        return countingSinceEntry;
    }
}
