package dev.percorso.server.orchestrate;

import dev.percorso.server.collect.Collector;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.loyalty.CouponStore;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Plays the people of scenarios through their flows, the way one real person is tried. For a data folder of its own. */
public final class Scenarios {
    private static final int MOST_DAYS = 365;
    /** What a flow does to or for somebody, unlike how it goes on inside. */
    private static final Set<Walk.Kind> INNER =
            Set.of(Walk.Kind.ENTERED, Walk.Kind.MOVED, Walk.Kind.WAITS, Walk.Kind.CHOSE);

    private final Flows flows;
    private final FlowSimulator simulator;
    private final People people;
    private final CouponStore coupons;

    public Scenarios(Flows flows, FlowSimulator simulator, People people, CouponStore coupons) {
        this.flows = flows;
        this.simulator = simulator;
        this.people = people;
        this.coupons = coupons;
    }

    /** What was expected of a person and what happened. */
    public record Outcome(String who, List<String> expected, List<String> happened) {
        public boolean isAsExpected() {
            return expected.equals(happened);
        }
    }

    /** A scenario whose events were taken in. */
    public record Known(Path file, ScenarioFile scenario) {
        private String person(int place) {
            return file.getFileName() + "-" + place;
        }
    }

    /** Takes in what happens to the people of a scenario. */
    public static Known takeIn(Collector collector, WorkspaceId workspace, Path file) throws IOException {
        Known known = new Known(file, ScenarioFile.read(file));
        for (int place = 0; place < known.scenario().people().size(); place++) {
            collector.accept(
                    workspace, "scenario", known.scenario().people().get(place).events(known.person(place)));
        }
        return known;
    }

    /** Plays them, once everything is in the reports. */
    public List<Outcome> play(WorkspaceId workspace, Known known) throws IOException {
        FlowContent content = known.scenario().content(known.file());
        content.definition().steps().stream()
                .flatMap(step -> step.pool().stream())
                .distinct()
                .forEach(pool -> coupons.makeUp(workspace, pool));
        String flow = flows.create(workspace, content).id();
        List<Outcome> outcomes = new ArrayList<>();
        for (int place = 0; place < known.scenario().people().size(); place++) {
            ScenarioFile.Made made = known.scenario().people().get(place);
            int number = people.find(workspace, IdentityKind.USER, known.person(place))
                    .orElseThrow()
                    .id();
            LocalDate from = LocalDate.ofInstant(made.begin(), ZoneOffset.UTC);
            LocalDate until = LocalDate.ofInstant(made.end(), ZoneOffset.UTC);
            LocalDate to = ChronoUnit.DAYS.between(from, until) > MOST_DAYS ? from.plusDays(MOST_DAYS) : until;
            Walk walk = simulator.walk(
                    workspace,
                    flow,
                    new WalkRequest(
                            Integer.toString(number), from, to, Optional.empty(), Optional.empty(), Optional.empty()));
            outcomes.add(new Outcome(
                    made.who(),
                    made.expect(),
                    walk.steps().stream()
                            .filter(step -> !INNER.contains(step.kind()))
                            .map(Scenarios::line)
                            .toList()));
        }
        return outcomes;
    }

    private static String line(Walk.Step step) {
        String kind = step.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String held = step.message()
                .flatMap(Walk.Message::skipped)
                .map(reason -> ", not sent (" + reason + ")")
                .orElse("");
        return "%s %s %s%s%s"
                .formatted(
                        step.at(),
                        kind,
                        step.step(),
                        step.detail().map(detail -> " " + detail).orElse(""),
                        held);
    }
}
