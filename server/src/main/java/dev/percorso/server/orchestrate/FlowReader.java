package dev.percorso.server.orchestrate;

import dev.percorso.flow.Condition;
import dev.percorso.flow.Delay;
import dev.percorso.flow.EmailContent;
import dev.percorso.flow.EventMatch;
import dev.percorso.flow.ExitRule;
import dev.percorso.flow.FlowCheck;
import dev.percorso.flow.FlowDefinition;
import dev.percorso.flow.Goal;
import dev.percorso.flow.Problem;
import dev.percorso.flow.ReEntry;
import dev.percorso.flow.References;
import dev.percorso.flow.Step;
import dev.percorso.flow.Trigger;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.orchestrate.FlowDocument.EntryDocument;
import dev.percorso.server.orchestrate.FlowDocument.EntryType;
import dev.percorso.server.orchestrate.FlowDocument.StepDocument;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Makes a flow's definition of the API's document, and tells everything that keeps it from being published. */
final class FlowReader {
    static final String ENTRY = "entry";
    static final String MARKETING = "marketing";

    private static final String GOAL = "goal";
    private static final EventMatch NO_EVENT = EventMatch.named("");

    private final List<FlowProblem> problems = new ArrayList<>();

    private FlowReader() {}

    /** What was read. With problems, the definition is only good for showing. */
    record Reading(FlowDefinition definition, List<FlowProblem> problems) {}

    static Reading read(String id, String name, FlowDocument document, References references) {
        FlowReader reader = new FlowReader();
        FlowDefinition definition = reader.definition(id, name, document);
        FlowCheck.check(definition, references).forEach(reader::add);
        return new Reading(definition, List.copyOf(reader.problems));
    }

    private FlowDefinition definition(String id, String name, FlowDocument document) {
        List<Step> steps = new ArrayList<>();
        steps.add(entry(document.entry()));
        document.steps().forEach(step -> steps.add(step(step)));
        List<ExitRule> exits = new ArrayList<>();
        for (JsonNode exit : document.exits()) {
            String rule = "exits/" + exits.size();
            exits.add(new ExitRule(rule, new Trigger.OnEvent(match(Optional.of(exit), rule, "exits"))));
        }
        return new FlowDefinition(
                id,
                name,
                steps,
                document.goal().map(goal -> new Goal(new Trigger.OnEvent(match(Optional.of(goal), GOAL, GOAL)), true)),
                exits,
                reEntry(document),
                document.entry().key().filter(key -> !key.isBlank()));
    }

    private Step entry(EntryDocument entry) {
        Trigger trigger = entry.type() == EntryType.SEGMENT
                ? new Trigger.OnSegmentEntered(entry.segment().orElse(""))
                : new Trigger.OnEvent(match(entry.match(), ENTRY, "match"));
        return new Step.Entry(ENTRY, trigger, entry.next().orElse(""));
    }

    private ReEntry reEntry(FlowDocument document) {
        return switch (document.reentry().orElse(FlowDocument.Reentry.NEVER)) {
            case NEVER -> new ReEntry.Never();
            case ALWAYS -> new ReEntry.Always();
            case AFTER_EXIT -> new ReEntry.OnlyAfterExit();
            case AFTER_WAIT -> new ReEntry.After(duration(document.reentryWait(), "", "reentryWait"));
        };
    }

    private Step step(StepDocument step) {
        String id = step.id();
        String next = step.next().orElse("");
        return switch (step.type()) {
            case WAIT -> new Step.Wait(id, new Delay.For(duration(step.duration(), id, "duration")), next);
            case WAIT_FOR_EVENT ->
                new Step.WaitUntilEvent(
                        id,
                        match(step.match(), id, "match"),
                        1,
                        step.since().filter(FlowDocument.Since.FLOW::equals).isPresent()
                                ? Step.Since.FLOW
                                : Step.Since.STEP,
                        duration(step.timeout(), id, "timeout"),
                        next,
                        step.timeoutNext().orElse(""));
            case CONDITION ->
                new Step.Branch(
                        id,
                        new Condition.Fact(step.condition().map(Json::text).orElse("")),
                        next,
                        step.otherwise().orElse(""));
            case SPLIT -> split(step);
            case EMAIL ->
                new Step.SendEmail(
                        id,
                        new EmailContent.Inline(
                                step.subject().orElse(""),
                                step.body().orElse(""),
                                step.text().orElse("")),
                        purpose(step),
                        step.topic().orElse(""),
                        next);
            case SET_TRAIT ->
                new Step.SetTrait(
                        id,
                        step.trait().orElse(""),
                        step.value().map(PropertyConditions::scalar).orElse(List.of()),
                        next);
            case EXIT -> new Step.Exit(id, step.name().orElse(""));
        };
    }

    private static String purpose(StepDocument step) {
        return step.purpose().orElse(FlowDocument.EmailPurpose.MARKETING).name().toLowerCase(Locale.ROOT);
    }

    private Step split(StepDocument step) {
        double percent = step.percent().orElse(50.0);
        if (!(percent >= 0 && percent <= 100)) {
            problems.add(new FlowProblem(
                    Optional.of(step.id()),
                    Optional.of("percent"),
                    "shareOutOfRange",
                    "The split " + step.id() + " sends " + percent + " % on. Set it between 0 and 100."));
            percent = 50;
        }
        int share = (int) Math.round(percent * 100);
        return new Step.Split(
                step.id(),
                List.of(
                        new Step.Share("next", share, step.next().orElse("")),
                        new Step.Share(
                                "otherwise",
                                Step.WHOLE - share,
                                step.otherwise().orElse(""))));
    }

    private Duration duration(Optional<String> text, String step, String field) {
        try {
            return text.filter(given -> !given.isBlank()).map(Duration::parse).orElse(Duration.ZERO);
        } catch (DateTimeParseException | ArithmeticException malformed) {
            problems.add(new FlowProblem(
                    Optional.of(step).filter(known -> !known.isEmpty()),
                    Optional.of(field),
                    "wrongDuration",
                    "'" + text.orElse("") + "' is no duration. Write it like PT1H (an hour) or P3D (three days)."));
            return Duration.ofDays(1);
        }
    }

    private EventMatch match(Optional<JsonNode> json, String step, String field) {
        if (json.isEmpty() || json.get().path("event").asString("").isBlank()) {
            return NO_EVENT;
        }
        try {
            return PropertyConditions.match(Json.convert(json.get(), dev.percorso.server.segment.EventMatch.class));
        } catch (ProblemException wrong) {
            problems.add(new FlowProblem(Optional.of(step), Optional.of(field), "wrongMatch", wrong.detail()));
            return EventMatch.named(json.get().path("event").asString(""));
        }
    }

    private void add(Problem problem) {
        Optional<String> step = Optional.of(problem.where()).filter(where -> !where.isEmpty());
        Optional<String> field = field(problem);
        // A wrong value was reported already, with more to say.
        boolean known = problems.stream()
                .anyMatch(each -> each.step().equals(step) && each.field().equals(field) && field.isPresent());
        if (!known) {
            problems.add(new FlowProblem(step, field, camelCase(problem.code()), problem.text()));
        }
    }

    private static Optional<String> field(Problem problem) {
        return switch (problem.code()) {
            case MISSING_PATH, UNKNOWN_STEP, ENTRY_AS_TARGET, MISSING_TIMEOUT_PATH ->
                Optional.of(
                        switch (problem.parameters().getOrDefault("outlet", Step.NEXT)) {
                            case Step.TIMEOUT -> "timeoutNext";
                            case Step.NO, "otherwise" -> "otherwise";
                            default -> "next";
                        });
            case ZERO_WAIT, WAIT_TOO_LONG -> Optional.of("duration");
            case ZERO_TIMEOUT -> Optional.of("timeout");
            case ZERO_REENTRY -> Optional.of("reentryWait");
            case NO_EVENT_NAME, NO_PROPERTY_NAME, WRONG_OPERANDS ->
                Optional.of(problem.where().startsWith("exits") ? "exits" : "match");
            case NO_CONDITION, WRONG_CONDITION -> Optional.of("condition");
            case UNKNOWN_SEGMENT -> Optional.of("segment");
            case NO_SUBJECT -> Optional.of("subject");
            case NO_BODY -> Optional.of("body");
            case NO_TRAIT -> Optional.of("trait");
            case WRONG_TRAIT_VALUE -> Optional.of("value");
            case NO_NAME -> Optional.of("name");
            case NO_KEY, KEY_WITHOUT_EVENT -> Optional.of("key");
            case NO_ENTRY,
                    NO_STEP_ID,
                    DUPLICATE_ID,
                    UNREACHABLE,
                    CYCLE_WITHOUT_WAIT,
                    TIMES_OUT_OF_RANGE,
                    WRONG_TRIGGER,
                    TOO_FEW_SHARES,
                    NO_SHARE_LABEL,
                    DUPLICATE_SHARE_LABEL,
                    SHARE_OUT_OF_RANGE,
                    SHARES_NOT_100,
                    NO_TEMPLATE,
                    UNKNOWN_TEMPLATE,
                    NO_PURPOSE,
                    UNKNOWN_PURPOSE,
                    UNKNOWN_TOPIC,
                    WRONG_URL -> Optional.empty();
        };
    }

    private static String camelCase(Enum<?> constant) {
        StringBuilder text = new StringBuilder();
        for (String word : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(text.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }
}
