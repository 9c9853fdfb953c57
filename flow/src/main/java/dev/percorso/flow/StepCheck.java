package dev.percorso.flow;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what a step says by itself, without looking at the others. */
final class StepCheck {
    private static final Duration LONGEST_WAIT = Duration.ofDays(3660);
    private static final int MAXIMUM_TIMES = 1000;
    private static final int MAXIMUM_SHARES = 20;
    private static final Duration LONGEST_EXPERIMENT = Duration.ofDays(90);
    private static final int MOST_PER_VARIANT = 10_000_000;
    private static final int MOST_GUARDS = 10;
    private static final int MOST_AT_A_PACE = 1_000_000;
    private static final Duration LONGEST_PACE = Duration.ofDays(31);

    private static final BigDecimal MOST_FACTOR = BigDecimal.valueOf(10_000);
    private static final int LONGEST_REASON = 200;

    private final References references;
    private final List<Problem> problems;

    StepCheck(References references, List<Problem> problems) {
        this.references = references;
        this.problems = problems;
    }

    void check(Step step) {
        switch (step) {
            case Step.Entry entry -> checkEntryTrigger(entry);
            case Step.Wait wait -> {
                if (wait.delay() instanceof Delay.For length) {
                    checkDuration(step.id(), length.duration(), Problem.Code.ZERO_WAIT);
                }
            }
            case Step.WaitUntilEvent wait -> checkWaitUntilEvent(wait);
            case Step.WaitUntilCondition wait -> {
                checkCondition(wait.id(), wait.condition());
                checkDuration(wait.id(), wait.timeout(), Problem.Code.ZERO_TIMEOUT);
            }
            case Step.WaitUntilDate wait -> checkDate(wait.id(), wait.trait(), wait.offsetDays());
            case Step.Throttle throttle -> checkPace(throttle.id(), throttle.pace());
            case Step.Branch branch -> checkCondition(step.id(), branch.condition());
            case Step.Switch choice -> checkSwitch(choice);
            case Step.Split split -> checkShares(split.id(), split.shares());
            case Step.Experiment experiment -> checkExperiment(experiment);
            case Step.SendEmail email -> checkEmail(email);
            case Step.SendPush push -> checkPush(push);
            case Step.SendSms sms -> checkSms(sms);
            case Step.ShowMessage show -> checkShow(show);
            case Step.AskForPush ask -> checkDuration(ask.id(), ask.lasting(), Problem.Code.ZERO_TIMEOUT);
            case Step.Webhook webhook -> checkUrl(webhook.id(), webhook.url());
            case Step.WebhookWithAnswer webhook -> {
                checkUrl(webhook.id(), webhook.url());
                checkDuration(webhook.id(), webhook.timeout(), Problem.Code.ZERO_TIMEOUT);
            }
            case Step.StartFlow start -> checkFlow(start.id(), start.flow());
            case Step.StopFlow stop -> checkFlow(stop.id(), stop.flow());
            case Step.ChangeList change -> checkList(change.id(), change.list());
            case Step.IssueCoupon issue -> checkPool(issue.id(), issue.pool());
            case Step.AddPoints add -> checkPoints(add);
            case Step.SetTrait trait -> checkTrait(trait);
            case Step.Exit _ -> {}
        }
    }

    void checkRuleTrigger(String where, Trigger trigger) {
        boolean isForEntries = switch (trigger) {
            case Trigger.OnApi _, Trigger.OnSchedule _, Trigger.OnTraitDate _, Trigger.OnListJoined _ -> true;
            case Trigger.OnEvent _, Trigger.OnSegmentEntered _, Trigger.OnSegmentLeft _, Trigger.OnCondition _ -> false;
        };
        if (isForEntries) {
            add(
                    Problem.Code.WRONG_TRIGGER,
                    where,
                    "trigger",
                    switch (trigger) {
                        case Trigger.OnApi _ -> "the API";
                        case Trigger.OnListJoined _ -> "a list";
                        default -> "the clock";
                    },
                    "allowed",
                    "event, segment entered, segment left, condition");
        }
        checkTrigger(where, trigger);
    }

    private void checkEntryTrigger(Step.Entry entry) {
        if (entry.on() instanceof Trigger.OnCondition) {
            add(
                    Problem.Code.WRONG_TRIGGER,
                    entry.id(),
                    "trigger",
                    "a condition",
                    "allowed",
                    "event, segment entered, segment left, API, schedule, date");
        }
        checkTrigger(entry.id(), entry.on());
    }

    private void checkTrigger(String where, Trigger trigger) {
        switch (trigger) {
            case Trigger.OnEvent event -> checkMatch(where, event.match());
            case Trigger.OnSegmentEntered entered -> checkSegment(where, entered.segment());
            case Trigger.OnSegmentLeft left -> checkSegment(where, left.segment());
            case Trigger.OnCondition condition -> checkCondition(where, condition.condition());
            case Trigger.OnSchedule schedule -> {
                if (!schedule.segment().isBlank()) {
                    checkSegment(where, schedule.segment());
                }
            }
            case Trigger.OnTraitDate date -> checkDate(where, date.trait(), date.offsetDays());
            case Trigger.OnListJoined joined -> checkList(where, joined.list());
            case Trigger.OnApi _ -> {}
        }
    }

    private void checkSegment(String where, String segment) {
        if (segment.isBlank() || !references.hasSegment(segment)) {
            add(Problem.Code.UNKNOWN_SEGMENT, where, "segment", segment);
        }
    }

    private void checkList(String where, String list) {
        if (list.isBlank() || !references.hasList(list)) {
            add(Problem.Code.UNKNOWN_LIST, where, "list", list);
        }
    }

    private void checkPool(String where, String pool) {
        if (pool.isBlank() || !references.hasCouponPool(pool)) {
            add(Problem.Code.UNKNOWN_COUPONS, where, "pool", pool);
        }
    }

    private void checkPoints(Step.AddPoints add) {
        switch (add.amount()) {
            case PointsAmount.Fixed fixed -> {
                if (fixed.points() == 0 || Math.abs(fixed.points()) > PointsAmount.MOST) {
                    add(Problem.Code.WRONG_POINTS, add.id(), "points", Long.toString(fixed.points()));
                }
            }
            case PointsAmount.OfProperty of -> {
                if (of.property().isBlank()) {
                    add(Problem.Code.NO_PROPERTY_NAME, add.id());
                }
                if (of.factor().signum() == 0 || of.factor().abs().compareTo(MOST_FACTOR) > 0) {
                    add(
                            Problem.Code.WRONG_FACTOR,
                            add.id(),
                            "factor",
                            of.factor().stripTrailingZeros().toPlainString());
                }
            }
        }
        if (add.reason().isBlank() || add.reason().length() > LONGEST_REASON) {
            add(Problem.Code.NO_REASON, add.id());
        }
    }

    private void checkWaitUntilEvent(Step.WaitUntilEvent wait) {
        checkMatch(wait.id(), wait.match());
        checkDuration(wait.id(), wait.timeout(), Problem.Code.ZERO_TIMEOUT);
        if (wait.times() < 1 || wait.times() > MAXIMUM_TIMES) {
            add(Problem.Code.TIMES_OUT_OF_RANGE, wait.id(), "times", Integer.toString(wait.times()));
        }
    }

    private void checkDuration(String where, Duration duration, Problem.Code tooShort) {
        if (duration.toSeconds() < 1) {
            add(tooShort, where, "duration", duration.toString());
        } else if (duration.compareTo(LONGEST_WAIT) > 0) {
            add(Problem.Code.WAIT_TOO_LONG, where, "duration", duration.toString());
        }
    }

    private void checkPace(String where, Pace pace) {
        if (pace.most() < 1 || pace.most() > MOST_AT_A_PACE) {
            add(Problem.Code.WRONG_PACE, where, "count", Integer.toString(pace.most()));
        }
        if (pace.per().toMinutes() < 1 || pace.per().compareTo(LONGEST_PACE) > 0) {
            add(Problem.Code.WRONG_PACE_PERIOD, where, "duration", pace.per().toString());
        }
    }

    private void checkMatch(String where, EventMatch match) {
        if (match.event().isBlank()) {
            add(Problem.Code.NO_EVENT_NAME, where);
        }
        match.where().forEach(condition -> checkProperty(where, condition));
    }

    private void checkProperty(String where, PropertyCondition condition) {
        if (condition.property().isBlank()) {
            add(Problem.Code.NO_PROPERTY_NAME, where);
        }
        int count = condition.operands().size();
        String expected = switch (condition.comparison()) {
            case EXISTS, MISSING -> count == 0 ? "" : "none";
            case EQUALS, NOT_EQUALS, CONTAINS, STARTS_WITH -> count >= 1 ? "" : "at least one value";
            case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL -> count == 1 ? "" : "one number";
        };
        if (!expected.isEmpty()) {
            add(
                    Problem.Code.WRONG_OPERANDS,
                    where,
                    "property",
                    condition.property(),
                    "comparison",
                    condition.comparison().name(),
                    "count",
                    Integer.toString(count),
                    "expected",
                    expected);
        }
    }

    private void checkCondition(String where, Condition condition) {
        switch (condition) {
            case Condition.Fact fact -> checkFact(where, fact.expression());
            case Condition.EntryProperty property -> checkProperty(where, property.property());
            case Condition.Answer answer -> checkProperty(where, answer.property());
            case Condition.AllOf all -> checkParts(where, all.conditions());
            case Condition.AnyOf any -> checkParts(where, any.conditions());
            case Condition.Not not -> checkCondition(where, not.condition());
        }
    }

    private void checkParts(String where, List<Condition> parts) {
        if (parts.isEmpty()) {
            add(Problem.Code.NO_CONDITION, where);
        }
        parts.forEach(part -> checkCondition(where, part));
    }

    private void checkFact(String where, String expression) {
        if (expression.isBlank()) {
            add(Problem.Code.NO_CONDITION, where);
            return;
        }
        String problem = references.problemOfCondition(expression);
        if (!problem.isEmpty()) {
            add(Problem.Code.WRONG_CONDITION, where, "problem", problem);
        }
    }

    private void checkShares(String id, List<Step.Share> shares) {
        int count = shares.size();
        if (count < 2 || count > MAXIMUM_SHARES) {
            add(Problem.Code.TOO_FEW_SHARES, id, "count", Integer.toString(count));
        }
        Set<String> labels = new HashSet<>();
        long total = 0;
        for (Step.Share share : shares) {
            if (share.label().isBlank()) {
                add(Problem.Code.NO_SHARE_LABEL, id);
            } else if (!labels.add(share.label())) {
                add(Problem.Code.DUPLICATE_SHARE_LABEL, id, "label", share.label());
            }
            if (share.basisPoints() < 0 || share.basisPoints() > Step.WHOLE) {
                add(
                        Problem.Code.SHARE_OUT_OF_RANGE,
                        id,
                        "label",
                        share.label(),
                        "percent",
                        percent(share.basisPoints()));
            }
            total += share.basisPoints();
        }
        if (total != Step.WHOLE) {
            add(Problem.Code.SHARES_NOT_100, id, "total", percent(total));
        }
    }

    private void checkExperiment(Step.Experiment experiment) {
        String id = experiment.id();
        checkShares(id, experiment.shares());
        experiment.goal().ifPresent(goal -> checkMatch(id, goal));
        if (experiment.within().toHours() < 1 || experiment.within().compareTo(LONGEST_EXPERIMENT) > 0) {
            add(
                    Problem.Code.WRONG_EXPERIMENT_TIME,
                    id,
                    "duration",
                    experiment.within().toString());
        }
        if (experiment.minimum() < 1 || experiment.minimum() > MOST_PER_VARIANT) {
            add(Problem.Code.WRONG_MINIMUM, id, "count", Integer.toString(experiment.minimum()));
        }
        if (experiment.guards().size() > MOST_GUARDS) {
            add(
                    Problem.Code.TOO_MANY_GUARDS,
                    id,
                    "count",
                    Integer.toString(experiment.guards().size()));
        }
        for (Step.Guard guard : experiment.guards()) {
            guard.match().ifPresent(match -> checkMatch(id, match));
            if (guard.margin() < 1 || guard.margin() > Step.WHOLE / 2) {
                add(Problem.Code.WRONG_MARGIN, id, "percent", percent(guard.margin()));
            }
        }
    }

    static String percent(long basisPoints) {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
    }

    private void checkEmail(Step.SendEmail email) {
        switch (email.content()) {
            case EmailContent.Template template -> checkTemplate(email.id(), template.template());
            case EmailContent.Inline inline -> {
                if (inline.subject().isBlank()) {
                    add(Problem.Code.NO_SUBJECT, email.id());
                }
                if (inline.html().isBlank() && inline.text().isBlank()) {
                    add(Problem.Code.NO_BODY, email.id());
                }
            }
        }
        checkPurpose(email.id(), email.purpose(), email.topic());
    }

    private void checkPurpose(String where, String purpose, String topic) {
        if (purpose.isBlank()) {
            add(Problem.Code.NO_PURPOSE, where);
        } else if (!references.hasPurpose(purpose)) {
            add(Problem.Code.UNKNOWN_PURPOSE, where, "purpose", purpose);
        }
        if (!topic.isBlank() && !references.hasTopic(topic)) {
            add(Problem.Code.UNKNOWN_TOPIC, where, "topic", topic);
        }
    }

    private void checkPush(Step.SendPush push) {
        PushContent content = push.content();
        if (content.title().isBlank()) {
            add(Problem.Code.NO_TITLE, push.id());
        }
        if (isNoAddress(content.url())) {
            add(Problem.Code.WRONG_LINK, push.id(), "url", content.url());
        }
        if (isNoAddress(content.icon())) {
            add(Problem.Code.WRONG_ICON, push.id(), "url", content.icon());
        }
        checkPurpose(push.id(), push.purpose(), push.topic());
    }

    private void checkShow(Step.ShowMessage show) {
        if (show.message().isBlank()) {
            add(Problem.Code.NO_MESSAGE, show.id());
        } else if (!references.hasMessage(show.message())) {
            add(Problem.Code.UNKNOWN_MESSAGE, show.id());
        }
        checkDuration(show.id(), show.lasting(), Problem.Code.ZERO_TIMEOUT);
    }

    private void checkSms(Step.SendSms sms) {
        if (sms.content().text().isBlank()) {
            add(Problem.Code.NO_TEXT, sms.id());
        }
        checkPurpose(sms.id(), sms.purpose(), sms.topic());
    }

    /** What a template fills in is known only when it is sent. */
    private static boolean isNoAddress(String url) {
        return !url.isBlank() && url.indexOf('{') < 0 && !isWebAddress(url);
    }

    private void checkTemplate(String where, String template) {
        if (template.isBlank()) {
            add(Problem.Code.NO_TEMPLATE, where);
        } else if (!references.hasTemplate(template)) {
            add(Problem.Code.UNKNOWN_TEMPLATE, where, "template", template);
        }
    }

    private void checkUrl(String where, String url) {
        if (!isWebAddress(url)) {
            add(Problem.Code.WRONG_URL, where, "url", url);
        }
    }

    private void checkFlow(String where, String flow) {
        if (flow.isBlank() || !references.hasFlow(flow)) {
            add(Problem.Code.UNKNOWN_FLOW, where, "flow", flow);
        }
    }

    private void checkDate(String where, String trait, int offsetDays) {
        if (trait.isBlank()) {
            add(Problem.Code.NO_TRAIT_NAMED, where);
        }
        if (Math.abs((long) offsetDays) > LONGEST_WAIT.toDays()) {
            add(Problem.Code.OFFSET_TOO_LONG, where, "days", Integer.toString(offsetDays));
        }
    }

    private void checkSwitch(Step.Switch choice) {
        if (choice.name().isBlank()) {
            add(
                    choice.subject() == Step.Subject.TRAIT
                            ? Problem.Code.NO_TRAIT_NAMED
                            : Problem.Code.NO_PROPERTY_NAME,
                    choice.id());
        }
        int count = choice.ways().size();
        if (count < 1 || count > MAXIMUM_SHARES) {
            add(Problem.Code.WRONG_NUMBER_OF_WAYS, choice.id(), "count", Integer.toString(count));
        }
        Set<String> labels = new HashSet<>(Set.of(Step.OTHERWISE));
        for (Step.Way way : choice.ways()) {
            if (way.label().isBlank() || !labels.add(way.label())) {
                add(Problem.Code.WRONG_WAY_LABEL, choice.id(), "label", way.label());
            }
            if (way.values().stream().allMatch(String::isBlank)) {
                add(Problem.Code.WAY_WITHOUT_VALUE, choice.id(), "label", way.label());
            }
        }
    }

    private static boolean isWebAddress(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private void checkTrait(Step.SetTrait trait) {
        if (trait.trait().isBlank()) {
            add(Problem.Code.NO_TRAIT, trait.id());
        }
        Object value = trait.value();
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            add(Problem.Code.WRONG_TRAIT_VALUE, trait.id());
        }
    }

    private void add(Problem.Code code, String where, String... keysAndValues) {
        problems.add(Problem.of(code, where, keysAndValues));
    }
}
