package dev.percorso.server.orchestrate;

import dev.percorso.flow.Step;
import dev.percorso.flow.Trigger;
import dev.percorso.server.compose.TemplateUse;
import dev.percorso.server.event.WorkspaceId;
import java.util.List;
import java.util.function.Predicate;

/** Which flows name what else there is, so that it is not deleted under them. */
public final class FlowUses {
    private final FlowStore store;
    private final FlowCatalog catalog;

    FlowUses(FlowStore store, FlowCatalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    /** Names of the open flows that people enter by the list, or that change it. */
    public List<String> usesOfList(WorkspaceId workspace, String list) {
        return openWith(workspace, step -> switch (step) {
            case Step.ChangeList change -> change.list().equals(list);
            case Step.Entry entry
            when entry.on() instanceof Trigger.OnListJoined on -> on.list().equals(list);
            default -> false;
        });
    }

    /** Names of the open flows that let the site show a message. */
    public List<String> usesOfOnSiteMessage(WorkspaceId workspace, String message) {
        return openWith(
                workspace,
                step -> step instanceof Step.ShowMessage show && show.message().equals(message));
    }

    private List<String> openWith(WorkspaceId workspace, Predicate<Step> uses) {
        return catalog.open(workspace).newest().stream()
                .filter(machine -> machine.flow().definition().steps().stream().anyMatch(uses))
                .map(machine -> "flow " + machine.flow().definition().name())
                .toList();
    }

    /** Names of the open flows that give out the coupons. */
    public List<String> usesOfCoupons(WorkspaceId workspace, String pool) {
        return openWith(
                workspace,
                step -> step instanceof Step.IssueCoupon issue && issue.pool().equals(pool));
    }

    /** Names of the open flows that people enter, leave or reach the goal of through the segment. */
    public List<String> usesOfSegment(WorkspaceId workspace, String segment) {
        return catalog.open(workspace).newest().stream()
                .filter(machine ->
                        FlowCatalog.segments(machine.flow().definition()).contains(segment))
                .map(machine -> "flow " + machine.flow().definition().name())
                .toList();
    }

    /** The flows whose draft uses a template. */
    public List<TemplateUse.Use> usesOfTemplate(WorkspaceId workspace, String template) {
        return store.all(workspace).stream()
                .filter(flow -> Flows.document(flow.definition()).templates().contains(template))
                .map(flow -> new TemplateUse.Use(TemplateUse.Kind.FLOW, flow.id(), flow.name(), flow.version()))
                .toList();
    }
}
