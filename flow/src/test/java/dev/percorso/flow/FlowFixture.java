package dev.percorso.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Short ways to write flows in tests. */
public final class FlowFixture {
    public static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    public static final EmailContent HELLO = new EmailContent.Inline("Hello", "<p>Hello</p>", "");

    private FlowFixture() {}

    public static FlowDefinition definition(Step... steps) {
        return new FlowDefinition(
                "flow", "Flow", List.of(steps), Optional.empty(), List.of(), new ReEntry.Never(), Optional.empty());
    }

    public static FlowDefinition with(FlowDefinition base, ReEntry policy) {
        return new FlowDefinition(
                base.id(), base.name(), base.steps(), base.goal(), base.exitRules(), policy, base.keyProperty());
    }

    public static FlowDefinition keyed(FlowDefinition base, String property) {
        return new FlowDefinition(
                base.id(),
                base.name(),
                base.steps(),
                base.goal(),
                base.exitRules(),
                base.reEntry(),
                Optional.of(property));
    }

    public static FlowDefinition withGoal(FlowDefinition base, Trigger on, boolean exits) {
        return new FlowDefinition(
                base.id(),
                base.name(),
                base.steps(),
                Optional.of(new Goal(on, exits)),
                base.exitRules(),
                base.reEntry(),
                base.keyProperty());
    }

    public static FlowDefinition withExit(FlowDefinition base, Trigger on) {
        return new FlowDefinition(
                base.id(),
                base.name(),
                base.steps(),
                base.goal(),
                List.of(new ExitRule("rule", on)),
                base.reEntry(),
                base.keyProperty());
    }

    public static FlowVersion version(FlowDefinition definition) {
        return FlowVersion.of(definition, 1, References.unchecked());
    }

    public static Step entry(String event, String next) {
        return new Step.Entry("entry", on(event), next);
    }

    public static Trigger on(String event) {
        return new Trigger.OnEvent(EventMatch.named(event));
    }

    public static Step pausing(String id, Duration duration, String next) {
        return new Step.Wait(id, new Delay.For(duration), next);
    }

    public static Step waitFor(String id, String event, Duration timeout, String next, String timeoutNext) {
        return new Step.WaitUntilEvent(id, EventMatch.named(event), 1, Step.Since.STEP, timeout, next, timeoutNext);
    }

    public static Step waitSinceEntry(String id, String event, Duration timeout, String next, String timeoutNext) {
        return new Step.WaitUntilEvent(id, EventMatch.named(event), 1, Step.Since.FLOW, timeout, next, timeoutNext);
    }

    public static Step email(String id, String next) {
        return new Step.SendEmail(id, HELLO, "marketing", "", next);
    }

    public static Step exit() {
        return new Step.Exit("exit", "");
    }

    public static FlowEvent event(String id, String name, Instant at) {
        return new FlowEvent(id, name, at, Map.of());
    }

    public static Instant minutes(long minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }
}
