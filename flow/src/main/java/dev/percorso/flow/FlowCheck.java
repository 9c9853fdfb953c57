package dev.percorso.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds everything that keeps a definition from being published. */
public final class FlowCheck {
    private static final int MAXIMUM_NAME = 200;

    private final FlowDefinition definition;
    private final StepCheck stepCheck;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private FlowCheck(FlowDefinition definition, References references) {
        this.definition = definition;
        this.stepCheck = new StepCheck(references, problems);
    }

    /** Every problem, in the order of the steps; empty when the definition can be published. */
    public static List<Problem> check(FlowDefinition definition, References references) {
        FlowCheck check = new FlowCheck(definition, references);
        check.checkFlow();
        check.checkIds();
        definition.steps().forEach(check.stepCheck::check);
        check.checkMentions();
        check.checkPaths();
        check.checkReachable();
        check.checkCycles();
        return List.copyOf(check.problems);
    }

    private void checkFlow() {
        if (definition.name().isBlank() || definition.name().length() > MAXIMUM_NAME) {
            problems.add(Problem.of(Problem.Code.NO_NAME, ""));
        }
        if (definition.steps().stream().noneMatch(Step.Entry.class::isInstance)) {
            problems.add(Problem.of(Problem.Code.NO_ENTRY, ""));
        }
        if (definition.reEntry() instanceof ReEntry.After after
                && after.duration().toSeconds() < 1) {
            problems.add(Problem.of(
                    Problem.Code.ZERO_REENTRY, "", "duration", after.duration().toString()));
        }
        if (definition.holdout() < 0 || definition.holdout() > Step.WHOLE / 2) {
            problems.add(Problem.of(
                    Problem.Code.HOLDOUT_OUT_OF_RANGE, "", "percent", StepCheck.percent(definition.holdout())));
        }
        definition.keyProperty().ifPresent(this::checkKey);
        definition.goal().ifPresent(goal -> stepCheck.checkRuleTrigger("goal", goal.on()));
        definition.exitRules().forEach(rule -> stepCheck.checkRuleTrigger(rule.id(), rule.on()));
    }

    private void checkKey(String property) {
        if (property.isBlank()) {
            problems.add(Problem.of(Problem.Code.NO_KEY, ""));
        }
        for (Step step : definition.steps()) {
            if (step instanceof Step.Entry entry
                    && !(entry.on() instanceof Trigger.OnEvent || entry.on() instanceof Trigger.OnApi)) {
                problems.add(Problem.of(Problem.Code.KEY_WITHOUT_EVENT, step.id(), "property", property));
            }
        }
    }

    private void checkIds() {
        Set<String> seen = new HashSet<>();
        Set<String> reported = new HashSet<>();
        List<String> ids = new ArrayList<>();
        definition.steps().forEach(step -> ids.add(step.id()));
        definition.exitRules().forEach(rule -> ids.add(rule.id()));
        for (String id : ids) {
            if (id.isBlank()) {
                problems.add(Problem.of(Problem.Code.NO_STEP_ID, ""));
            } else if (!seen.add(id) && reported.add(id)) {
                problems.add(Problem.of(Problem.Code.DUPLICATE_ID, id));
            }
        }
        definition.steps().forEach(step -> steps.putIfAbsent(step.id(), step));
    }

    private void checkPaths() {
        for (Step step : definition.steps()) {
            for (Step.Path path : step.paths()) {
                checkPath(step, path);
            }
        }
    }

    private void checkPath(Step step, Step.Path path) {
        if (path.target().isBlank()) {
            Problem.Code code = path.outlet().equals(Step.TIMEOUT) && isTimedWait(step)
                    ? Problem.Code.MISSING_TIMEOUT_PATH
                    : Problem.Code.MISSING_PATH;
            problems.add(Problem.of(code, step.id(), "outlet", path.outlet()));
            return;
        }
        Step target = steps.get(path.target());
        if (target == null) {
            problems.add(
                    Problem.of(Problem.Code.UNKNOWN_STEP, step.id(), "outlet", path.outlet(), "target", path.target()));
        } else if (target instanceof Step.Entry) {
            problems.add(Problem.of(
                    Problem.Code.ENTRY_AS_TARGET, step.id(), "outlet", path.outlet(), "target", path.target()));
        }
    }

    private static boolean isTimedWait(Step step) {
        return step instanceof Step.WaitUntilEvent || step instanceof Step.WaitUntilCondition;
    }

    /** Conditions on answers must name a step that gets one; other flows must be other flows. */
    private void checkMentions() {
        for (Step step : definition.steps()) {
            switch (step) {
                case Step.Branch branch -> checkAnswers(step.id(), branch.condition());
                case Step.WaitUntilCondition wait -> checkAnswers(step.id(), wait.condition());
                case Step.Experiment experiment -> checkGoal(experiment);
                case Step.StartFlow start -> checkOtherFlow(step.id(), start.flow());
                case Step.StopFlow stop -> checkOtherFlow(step.id(), stop.flow());
                default -> {}
            }
        }
    }

    private void checkGoal(Step.Experiment experiment) {
        boolean isForEvent = definition
                .goal()
                .filter(goal -> goal.on() instanceof Trigger.OnEvent)
                .isPresent();
        if (experiment.goal().isEmpty() && !isForEvent) {
            problems.add(Problem.of(Problem.Code.NO_EXPERIMENT_GOAL, experiment.id()));
        }
    }

    private void checkOtherFlow(String where, String flow) {
        if (flow.equals(definition.id())) {
            problems.add(Problem.of(Problem.Code.SAME_FLOW, where));
        }
    }

    private void checkAnswers(String where, Condition condition) {
        switch (condition) {
            case Condition.Answer answer -> {
                if (!(steps.get(answer.step()) instanceof Step.WebhookWithAnswer)) {
                    problems.add(Problem.of(Problem.Code.UNKNOWN_ANSWER, where, "other", answer.step()));
                }
            }
            case Condition.AllOf all -> all.conditions().forEach(part -> checkAnswers(where, part));
            case Condition.AnyOf any -> any.conditions().forEach(part -> checkAnswers(where, part));
            case Condition.Not not -> checkAnswers(where, not.condition());
            case Condition.Fact _, Condition.EntryProperty _ -> {}
        }
    }

    private void checkReachable() {
        Set<String> reached = new HashSet<>();
        Deque<Step> open = new ArrayDeque<>();
        for (Step step : definition.steps()) {
            if (step instanceof Step.Entry && reached.add(step.id())) {
                open.add(step);
            }
        }
        if (open.isEmpty()) {
            return;
        }
        while (!open.isEmpty()) {
            for (Step.Path path : open.remove().paths()) {
                Step target = steps.get(path.target());
                if (target != null && reached.add(target.id())) {
                    open.add(target);
                }
            }
        }
        for (Step step : steps.values()) {
            if (!reached.contains(step.id())) {
                problems.add(Problem.of(Problem.Code.UNREACHABLE, step.id()));
            }
        }
    }

    /** What remains after taking away, again and again, every step that nothing leads to or that leads to nothing. */
    private void checkCycles() {
        Map<String, Set<String>> edges = new LinkedHashMap<>();
        for (Step step : steps.values()) {
            if (!step.takesTime()) {
                Set<String> targets = new LinkedHashSet<>();
                step.paths().forEach(path -> targets.add(path.target()));
                edges.put(step.id(), targets);
            }
        }
        boolean changed = true;
        while (changed) {
            Set<String> targeted = new HashSet<>();
            edges.values().forEach(targeted::addAll);
            edges.values().forEach(targets -> targets.retainAll(edges.keySet()));
            changed = edges.entrySet().removeIf(edge -> edge.getValue().isEmpty() || !targeted.contains(edge.getKey()));
        }
        if (!edges.isEmpty()) {
            List<String> loop = List.copyOf(edges.keySet());
            problems.add(
                    Problem.of(Problem.Code.CYCLE_WITHOUT_WAIT, loop.getFirst(), "steps", String.join(", ", loop)));
        }
    }
}
