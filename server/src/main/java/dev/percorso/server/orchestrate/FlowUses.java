package dev.percorso.server.orchestrate;

import dev.percorso.flow.Condition;
import dev.percorso.flow.ExitRule;
import dev.percorso.flow.FlowDefinition;
import dev.percorso.flow.Goal;
import dev.percorso.flow.Step;
import dev.percorso.flow.Trigger;
import dev.percorso.server.compose.TemplateUse;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.segment.RuleConditions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which flows name what else there is, so that it is not deleted under them. */
public final class FlowUses {
    private final FlowStore store;
    private final FlowCatalog catalog;

    FlowUses(FlowStore store, FlowCatalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    /** Names of the open flows that people enter by the list, that change it, or that ask who is on it. */
    public List<String> usesOfList(WorkspaceId workspace, String list) {
        return openWhere(
                workspace,
                flow -> flow.steps().stream().anyMatch(step -> switch (step) {
                            case Step.ChangeList change -> change.list().equals(list);
                            case Step.Entry entry
                            when entry.on() instanceof Trigger.OnListJoined on ->
                                on.list().equals(list);
                            default -> false;
                        })
                        || expressions(flow)
                                .anyMatch(asked -> RuleConditions.listsIn(asked).contains(list)));
    }

    /** Names of the open flows that let the site show a message. */
    public List<String> usesOfOnSiteMessage(WorkspaceId workspace, String message) {
        return openWith(
                workspace,
                step -> step instanceof Step.ShowMessage show && show.message().equals(message));
    }

    private List<String> openWith(WorkspaceId workspace, Predicate<Step> uses) {
        return openWhere(workspace, flow -> flow.steps().stream().anyMatch(uses));
    }

    private List<String> openWhere(WorkspaceId workspace, Predicate<FlowDefinition> uses) {
        return catalog.open(workspace).newest().stream()
                .map(machine -> machine.flow().definition())
                .filter(uses)
                .map(flow -> "flow " + flow.name())
                .toList();
    }

    /** Names of the open flows that give out the coupons. */
    public List<String> usesOfCoupons(WorkspaceId workspace, String pool) {
        return openWith(
                workspace,
                step -> step instanceof Step.IssueCoupon issue && issue.pool().equals(pool));
    }

    /** Names of the open flows that people enter, leave or reach the goal of through the segment, or that ask who is in it. */
    public List<String> usesOfSegment(WorkspaceId workspace, String segment) {
        return openWhere(
                workspace,
                flow -> FlowCatalog.segments(flow).contains(segment)
                        || triggers(flow)
                                .anyMatch(on -> on instanceof Trigger.OnSchedule schedule
                                        && schedule.segment().equals(segment))
                        || expressions(flow)
                                .anyMatch(asked ->
                                        RuleConditions.segmentsIn(asked).contains(segment)));
    }

    private static Stream<Trigger> triggers(FlowDefinition flow) {
        Stream<Trigger> entries = flow.steps().stream()
                .flatMap(step -> step instanceof Step.Entry entry ? Stream.of(entry.on()) : Stream.empty());
        Stream<Trigger> exits = flow.exitRules().stream().map(ExitRule::on);
        return Stream.of(entries, exits, flow.goal().stream().map(Goal::on)).flatMap(Function.identity());
    }

    /** The conditions on people that a flow asks about, anywhere. */
    private static Stream<JsonNode> expressions(FlowDefinition flow) {
        Stream<Condition> ofTriggers = triggers(flow)
                .flatMap(on -> on instanceof Trigger.OnCondition rule ? Stream.of(rule.condition()) : Stream.empty());
        Stream<Condition> ofSteps = flow.steps().stream().flatMap(step -> switch (step) {
            case Step.WaitUntilCondition wait -> Stream.of(wait.condition());
            case Step.Branch branch -> Stream.of(branch.condition());
            default -> Stream.empty();
        });
        return Stream.concat(ofTriggers, ofSteps)
                .flatMap(FlowUses::facts)
                .map(fact -> Json.tree(fact.expression().getBytes(StandardCharsets.UTF_8)));
    }

    private static Stream<Condition.Fact> facts(Condition condition) {
        return switch (condition) {
            case Condition.Fact fact -> Stream.of(fact);
            case Condition.AllOf all -> all.conditions().stream().flatMap(FlowUses::facts);
            case Condition.AnyOf any -> any.conditions().stream().flatMap(FlowUses::facts);
            case Condition.Not not -> facts(not.condition());
            case Condition.EntryProperty _, Condition.Answer _ -> Stream.empty();
        };
    }

    /** The flows whose draft uses a template. */
    public List<TemplateUse.Use> usesOfTemplate(WorkspaceId workspace, String template) {
        return store.all(workspace).stream()
                .filter(flow -> Flows.document(flow.definition()).templates().contains(template))
                .map(flow -> new TemplateUse.Use(TemplateUse.Kind.FLOW, flow.id(), flow.name(), flow.version()))
                .toList();
    }
}
