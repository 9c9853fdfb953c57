package dev.percorso.server.orchestrate;

import dev.percorso.flow.Condition;
import dev.percorso.flow.Delay;
import dev.percorso.flow.EmailContent;
import dev.percorso.flow.EventMatch;
import dev.percorso.flow.ExitRule;
import dev.percorso.flow.FlowCheck;
import dev.percorso.flow.FlowDefinition;
import dev.percorso.flow.Goal;
import dev.percorso.flow.Pace;
import dev.percorso.flow.PointsAmount;
import dev.percorso.flow.Problem;
import dev.percorso.flow.PropertyCondition;
import dev.percorso.flow.PushContent;
import dev.percorso.flow.ReEntry;
import dev.percorso.flow.Recurrence;
import dev.percorso.flow.References;
import dev.percorso.flow.SmsContent;
import dev.percorso.flow.Step;
import dev.percorso.flow.Trigger;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.orchestrate.FlowDocument.EntryDocument;
import dev.percorso.server.orchestrate.FlowDocument.StepDocument;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Makes a flow's definition of the API's document, and tells everything that keeps it from being published. */
final class FlowReader {
    static final String ENTRY = "entry";
    static final String MARKETING = "marketing";

    private static final String GOAL = "goal";
    private static final String EXITS = "exits";
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final Duration USUAL_EXPERIMENT = Duration.ofDays(7);
    private static final int USUAL_MINIMUM = 500;
    private static final double USUAL_MARGIN = 1;
    private static final Duration ANSWER_TIME = Duration.ofMinutes(5);
    private static final Duration SHOWING_TIME = Duration.ofDays(30);
    private static final Pattern WEEKS = Pattern.compile("[Pp](\\d{1,6})[Ww]");
    private static final Recurrence NEVER = Recurrence.parse("1970-01-01T00:00", "");
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
            exits.add(new ExitRule(rule, trigger(exit, rule, EXITS)));
        }
        return new FlowDefinition(
                id,
                name,
                steps,
                document.goal()
                        .map(goal -> new Goal(
                                trigger(goal, GOAL, GOAL), document.goalExits().orElse(true))),
                exits,
                reEntry(document),
                document.entry().key().filter(key -> !key.isBlank()),
                (int) Math.round(document.holdout().orElse(0.0) * 100));
    }

    /** What ends a run or reaches the goal: an event, a condition that holds, or a segment entered or left. */
    private Trigger trigger(JsonNode json, String where, String field) {
        if (json.has("condition")) {
            return new Trigger.OnCondition(new Condition.Fact(Json.text(json.get("condition"))));
        }
        if (!json.has("segment")) {
            return new Trigger.OnEvent(match(Optional.of(json), where, field));
        }
        String segment = json.get("segment").asString("");
        return switch (json.path("when").asString("entered")) {
            case "entered" -> new Trigger.OnSegmentEntered(segment);
            case "left" -> new Trigger.OnSegmentLeft(segment);
            default -> {
                problems.add(new FlowProblem(
                        Optional.of(where),
                        Optional.of(field),
                        "wrongMoment",
                        "'" + json.path("when").asString("") + "' is no moment of a segment. Write entered or left."));
                yield new Trigger.OnSegmentEntered(segment);
            }
        };
    }

    private Step entry(EntryDocument entry) {
        Trigger trigger = switch (entry.type()) {
            case EVENT -> new Trigger.OnEvent(match(entry.match(), ENTRY, "match"));
            case SEGMENT -> new Trigger.OnSegmentEntered(entry.segment().orElse(""));
            case SEGMENT_LEFT -> new Trigger.OnSegmentLeft(entry.segment().orElse(""));
            case DATE ->
                new Trigger.OnTraitDate(
                        entry.trait().orElse(""),
                        entry.offsetDays().orElse(0),
                        entry.yearly().orElse(false),
                        time(entry.at(), ENTRY));
            case SCHEDULE ->
                new Trigger.OnSchedule(recurrence(entry), entry.segment().orElse(""));
            case FORM -> new Trigger.OnEvent(form(entry));
            case LIST -> new Trigger.OnListJoined(entry.list().orElse(""));
            case API -> new Trigger.OnApi();
        };
        return new Step.Entry(ENTRY, trigger, entry.next().orElse(""));
    }

    /** By a form is by the event that the form makes; without one nobody comes in. */
    private EventMatch form(EntryDocument entry) {
        String form = entry.form().orElse("");
        if (form.isBlank()) {
            problems.add(new FlowProblem(
                    Optional.of(ENTRY),
                    Optional.of("form"),
                    "missingForm",
                    "Choose the form by which people come in."));
            return EventMatch.named(Event.SUBSCRIPTION_CONFIRMED);
        }
        boolean isSubmitted =
                entry.moment().filter(FlowDocument.FormMoment.SUBMITTED::equals).isPresent();
        return new EventMatch(
                isSubmitted ? Event.FORM_SUBMITTED : Event.SUBSCRIPTION_CONFIRMED,
                List.of(new PropertyCondition(Event.FORM_ID, PropertyCondition.Comparison.EQUALS, List.of(form))));
    }

    private Recurrence recurrence(EntryDocument entry) {
        try {
            return Recurrence.parse(entry.start().orElse(""), entry.rule().orElse(""));
        } catch (IllegalArgumentException wrong) {
            problems.add(new FlowProblem(
                    Optional.of(ENTRY), Optional.of("rule"), "wrongRule", String.valueOf(wrong.getMessage())));
            return NEVER;
        }
    }

    private LocalTime time(Optional<String> text, String step) {
        try {
            return text.filter(given -> !given.isBlank()).map(LocalTime::parse).orElse(MORNING);
        } catch (DateTimeParseException malformed) {
            problems.add(new FlowProblem(
                    Optional.of(step),
                    Optional.of("at"),
                    "wrongTime",
                    "'" + text.orElse("") + "' is no time of day. Write it like 09:30."));
            return MORNING;
        }
    }

    private Set<DayOfWeek> days(StepDocument step) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String day : step.days()) {
            try {
                days.add(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException unknown) {
                problems.add(new FlowProblem(
                        Optional.of(step.id()),
                        Optional.of("days"),
                        "wrongDay",
                        "'" + day + "' is no weekday. Write it like monday."));
            }
        }
        return days;
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
            case WAIT_UNTIL_TIME -> new Step.Wait(id, new Delay.Until(time(step.at(), id), days(step)), next);
            case WAIT_UNTIL_DATE ->
                new Step.WaitUntilDate(
                        id,
                        step.trait().orElse(""),
                        step.offsetDays().orElse(0),
                        time(step.at(), id),
                        next,
                        step.otherwise().orElse(""));
            case WAIT_FOR_CONDITION ->
                new Step.WaitUntilCondition(
                        id,
                        condition(step),
                        duration(step.timeout(), id, "timeout"),
                        next,
                        step.timeoutNext().orElse(""));
            case THROTTLE ->
                new Step.Throttle(id, new Pace(step.most().orElse(0), duration(step.per(), id, "per")), next);
            case SWITCH ->
                new Step.Switch(
                        id,
                        step.property().isPresent() ? Step.Subject.ENTRY_PROPERTY : Step.Subject.TRAIT,
                        step.property().or(step::trait).orElse(""),
                        step.ways().stream()
                                .map(way -> new Step.Way(
                                        way.label(), way.values(), way.next().orElse("")))
                                .toList(),
                        step.otherwise().orElse(""));
            case WEBHOOK -> webhook(step, next);
            case ADD_TO_LIST -> new Step.ChangeList(id, step.list().orElse(""), true, next);
            case REMOVE_FROM_LIST -> new Step.ChangeList(id, step.list().orElse(""), false, next);
            case ISSUE_COUPON ->
                new Step.IssueCoupon(
                        id, step.pool().orElse(""), next, step.otherwise().orElse(""));
            case ADD_POINTS ->
                new Step.AddPoints(id, points(step), step.reason().orElse("").strip(), next);
            case START_FLOW -> new Step.StartFlow(id, step.flow().orElse(""), next);
            case STOP_FLOW -> new Step.StopFlow(id, step.flow().orElse(""), next);
            case WAIT -> new Step.Wait(id, new Delay.For(duration(step.duration(), id, "duration")), next);
            case WAIT_FOR_EVENT ->
                new Step.WaitUntilEvent(
                        id,
                        match(step.match(), id, "match"),
                        step.times().orElse(1),
                        step.since().filter(FlowDocument.Since.FLOW::equals).isPresent()
                                ? Step.Since.FLOW
                                : Step.Since.STEP,
                        duration(step.timeout(), id, "timeout"),
                        next,
                        step.timeoutNext().orElse(""));
            case CONDITION ->
                new Step.Branch(id, condition(step), next, step.otherwise().orElse(""));
            case SPLIT -> split(step);
            case EXPERIMENT -> experiment(step);
            case EMAIL ->
                new Step.SendEmail(
                        id, emailContent(step), purpose(step), step.topic().orElse(""), next);
            case PUSH ->
                new Step.SendPush(
                        id,
                        new PushContent(
                                step.title().orElse(""),
                                step.body().orElse(""),
                                step.url().orElse("").strip(),
                                step.icon().orElse("").strip()),
                        purpose(step),
                        step.topic().orElse(""),
                        next);
            case SMS ->
                new Step.SendSms(
                        id,
                        new SmsContent(step.text().orElse("")),
                        purpose(step),
                        step.topic().orElse(""),
                        next);
            case SHOW_MESSAGE -> new Step.ShowMessage(id, step.message().orElse(""), lasting(step), next);
            case ASK_FOR_PUSH -> new Step.AskForPush(id, lasting(step), next);
            case SET_TRAIT ->
                new Step.SetTrait(
                        id,
                        step.trait().orElse(""),
                        step.value().map(PropertyConditions::scalar).orElse(List.of()),
                        next);
            case EXIT -> new Step.Exit(id, step.name().orElse(""));
        };
    }

    private static PointsAmount points(StepDocument step) {
        return step.property()
                .<PointsAmount>map(property ->
                        new PointsAmount.OfProperty(property, step.factor().orElse(BigDecimal.ONE)))
                .orElseGet(() -> new PointsAmount.Fixed(step.points().orElse(0L)));
    }

    private static EmailContent emailContent(StepDocument step) {
        return step.template()
                .<EmailContent>map(EmailContent.Template::new)
                .orElseGet(() -> new EmailContent.Inline(
                        step.subject().orElse(""),
                        step.body().orElse(""),
                        step.text().orElse("")));
    }

    private Step webhook(StepDocument step, String next) {
        String url = step.url().orElse("");
        String body = step.body().orElse("");
        if (!step.waitForAnswer().orElse(false)) {
            return new Step.Webhook(step.id(), url, body, next);
        }
        Duration timeout = step.timeout().isPresent() ? duration(step.timeout(), step.id(), "timeout") : ANSWER_TIME;
        return new Step.WebhookWithAnswer(
                step.id(), url, body, timeout, next, step.otherwise().orElse(""));
    }

    private Condition condition(StepDocument step) {
        FlowDocument.About about = step.about().orElse(FlowDocument.About.PERSON);
        if (about == FlowDocument.About.PERSON) {
            return new Condition.Fact(step.condition().map(Json::text).orElse(""));
        }
        List<Condition> all = new ArrayList<>();
        try {
            for (JsonNode test : step.where()) {
                PropertyConditions.of(Json.convert(test, dev.percorso.server.segment.PropertyCondition.class))
                        .forEach(property -> all.add(
                                about == FlowDocument.About.ENTRY
                                        ? new Condition.EntryProperty(property)
                                        : new Condition.Answer(step.ofStep().orElse(""), property)));
            }
        } catch (ProblemException wrong) {
            problems.add(new FlowProblem(
                    Optional.of(step.id()), Optional.of("condition"), "wrongCondition", wrong.detail()));
        }
        return new Condition.AllOf(all);
    }

    /** How long the site may show something. */
    private Duration lasting(StepDocument step) {
        return step.duration().isPresent() ? duration(step.duration(), step.id(), "duration") : SHOWING_TIME;
    }

    private static String purpose(StepDocument step) {
        return step.purpose().orElse(FlowDocument.EmailPurpose.MARKETING).name().toLowerCase(Locale.ROOT);
    }

    private static List<Step.Share> shares(StepDocument step) {
        return step.ways().stream()
                .map(way -> new Step.Share(
                        way.label(), basisPoints(way.percent(), 0), way.next().orElse("")))
                .toList();
    }

    private static int basisPoints(Optional<Double> percent, double otherwise) {
        return (int) Math.round(percent.orElse(otherwise) * 100);
    }

    private Step experiment(StepDocument step) {
        List<Step.Guard> guards = new ArrayList<>();
        for (FlowDocument.GuardDocument guard : step.guards()) {
            guards.add(new Step.Guard(
                    guard.match().map(match -> match(Optional.of(match), step.id(), "guards")),
                    basisPoints(guard.margin(), USUAL_MARGIN)));
        }
        return new Step.Experiment(
                step.id(),
                shares(step),
                step.goal().map(goal -> match(Optional.of(goal), step.id(), GOAL)),
                step.within().isPresent() ? duration(step.within(), step.id(), "within") : USUAL_EXPERIMENT,
                step.minimum().orElse(USUAL_MINIMUM),
                guards,
                step.takeWinner().orElse(false));
    }

    private Step split(StepDocument step) {
        if (!step.ways().isEmpty()) {
            return new Step.Split(step.id(), shares(step));
        }
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
            return text.filter(given -> !given.isBlank())
                    .map(FlowReader::lengthOf)
                    .orElse(Duration.ZERO);
        } catch (DateTimeParseException | ArithmeticException malformed) {
            problems.add(new FlowProblem(
                    Optional.of(step).filter(known -> !known.isEmpty()),
                    Optional.of(field),
                    "wrongDuration",
                    "'" + text.orElse("")
                            + "' is no duration. Write it like PT1H (an hour), P3D (three days) or P2W (two weeks)."));
            return Duration.ofDays(1);
        }
    }

    /** A length of time, weeks included, which {@link Duration} does not know. */
    private static Duration lengthOf(String text) {
        Matcher weeks = WEEKS.matcher(text.strip());
        return weeks.matches()
                ? Duration.ofDays(Math.multiplyExact(7L, Long.parseLong(weeks.group(1))))
                : Duration.parse(text);
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

    private void add(Problem found) {
        FlowProblem problem = FlowProblem.of(found);
        // A wrong value was reported already, with more to say.
        boolean isKnown = problems.stream()
                .anyMatch(each -> each.step().equals(problem.step())
                        && each.field().equals(problem.field())
                        && problem.field().isPresent());
        if (!isKnown) {
            problems.add(problem);
        }
    }
}
