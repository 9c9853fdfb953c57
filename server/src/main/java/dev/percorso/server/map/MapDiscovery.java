package dev.percorso.server.map;

import dev.percorso.engine.fold.PathLabel;
import dev.percorso.engine.fold.PathQuery;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.process.Discovery;
import dev.percorso.engine.process.DiscoveryQuery;
import dev.percorso.engine.process.DiscoveryReport;
import dev.percorso.engine.process.DiscoveryReport.Touchpoint;
import dev.percorso.server.access.Workspace;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.event.TechnicalEvents;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.map.DiscoveredMap.Candidate;
import dev.percorso.server.map.DiscoveredMap.Variant;
import dev.percorso.server.map.JourneyMapContent.Step;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.segment.EventMatch;
import dev.percorso.server.segment.Operator;
import dev.percorso.server.segment.PropertyCondition;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.DocumentStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proposes a map from real journeys: stages, touchpoints, the main path and its variants. */
public final class MapDiscovery {
    private static final int GAP_DAYS = 60;
    private static final int TOUCHPOINTS = 16;
    private static final double LEAST_SHARE = 0.02;
    private static final int VARIANTS = 8;
    private static final double NEARLY_ALL = 0.9;
    private static final double OFTEN = 0.3;
    private static final List<StageHue> BEFORE = List.of(StageHue.AWARENESS, StageHue.CONSIDERATION, StageHue.PURCHASE);
    private static final List<StageHue> AFTER = List.of(StageHue.RETENTION, StageHue.ADVOCACY);

    private final JourneySnapshots journeys;
    private final Workspaces workspaces;
    private final Segments segments;
    private final Touchpoints touchpoints;

    public MapDiscovery(JourneySnapshots journeys, Workspaces workspaces, Segments segments, Touchpoints touchpoints) {
        this.journeys = journeys;
        this.workspaces = workspaces;
        this.segments = segments;
        this.touchpoints = touchpoints;
    }

    DiscoveredMap discover(WorkspaceId workspace, DiscoverRequest request) {
        Workspace settings = workspaces.get(workspace);
        Snapshot snapshot = journeys.snapshot(workspace);
        String goal = request.goal().orElse(settings.conversionEvent());
        int gapDays = request.gapDays().orElse(GAP_DAYS);
        List<String> hidden = new ArrayList<>(TechnicalEvents.NAMES);
        hidden.addAll(request.hidden());
        FoldScope scope = request.scope()
                .segment()
                .map(segment -> FoldScope.of(segments.members(workspace, segment)))
                .orElseGet(FoldScope::everyone);
        DiscoveryReport report = new Discovery(
                        snapshot,
                        scope,
                        new DiscoveryQuery(
                                new PathQuery.Cut.Gap(Duration.ofDays(gapDays)),
                                request.label(),
                                hidden,
                                Optional.of(goal),
                                request.touchpoints().orElse(TOUCHPOINTS),
                                request.leastShare().orElse(LEAST_SHARE),
                                BEFORE.size(),
                                AFTER.size(),
                                VARIANTS,
                                MapLooks.start(settings, request.scope().from()),
                                MapLooks.start(settings, request.scope().to().plusDays(1))))
                .report();
        List<DocumentStore.Stored<TouchpointContent>> catalogue = touchpoints.stored(workspace);
        return new DiscoveredMap(
                report.persons(),
                report.cases(),
                report.goalCases(),
                goal,
                gapDays,
                hues(report),
                report.touchpoints().stream()
                        .map(one -> candidate(report, one, request.label(), catalogue))
                        .toList(),
                report.variants().stream()
                        .map(variant -> new Variant(
                                variant.touchpoints(), variant.cases(), (double) variant.cases() / report.cases()))
                        .toList());
    }

    /** The goal stands in the stage of purchase; what fewer stages come before or after lies next to it. */
    private static List<StageHue> hues(DiscoveryReport report) {
        List<StageHue> hues = new ArrayList<>();
        int before = report.goalStage() < 0 ? report.stages() : report.goalStage() + 1;
        for (int stage = 0; stage < report.stages(); stage++) {
            if (report.goalStage() < 0) {
                hues.add(BEFORE.get(Math.min(stage, BEFORE.size() - 1)));
            } else if (stage < before) {
                hues.add(BEFORE.get(BEFORE.size() - before + stage));
            } else {
                hues.add(AFTER.get(stage - before));
            }
        }
        return hues;
    }

    private static Candidate candidate(
            DiscoveryReport report,
            Touchpoint found,
            Optional<String> label,
            List<DocumentStore.Stored<TouchpointContent>> catalogue) {
        EventMatch match = match(found.label(), label);
        Optional<DocumentStore.Stored<TouchpointContent>> known = catalogue.stream()
                .filter(one -> one.content().binding().filter(match::equals).isPresent())
                .findFirst();
        double goalShare = report.goalCases() > 0
                ? (double) found.goalCases() / report.goalCases()
                : (double) found.cases() / report.cases();
        Step step = Step.OPTIONAL;
        if (found.goal() || goalShare >= NEARLY_ALL) {
            step = Step.MANDATORY;
        } else if (found.repeated() >= OFTEN * found.cases()) {
            step = Step.REPEATABLE;
        }
        return new Candidate(
                found.stage(),
                known.map(one -> one.content().name()).orElse(found.label().text()),
                known.map(DocumentStore.Stored::id),
                match,
                found.persons(),
                (double) found.persons() / report.persons(),
                goalShare,
                step,
                found.goal(),
                found.mainPath());
    }

    private static EventMatch match(PathLabel found, Optional<String> label) {
        if (found.value().isEmpty() || label.isEmpty()) {
            return EventMatch.of(found.event());
        }
        return new EventMatch(
                found.event(),
                List.of(new PropertyCondition(label.get(), Operator.EQUALS, Optional.of(found.value()), List.of())));
    }
}
