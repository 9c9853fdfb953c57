package dev.percorso.server.orchestrate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.flow.FlowDefinition;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.FlowVersion;
import dev.percorso.flow.References;
import dev.percorso.flow.Step;
import dev.percorso.flow.Trigger;
import dev.percorso.server.deliver.Priority;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The published versions of flows, read once and kept in memory. */
final class FlowCatalog {
    private static final int VERSIONS_KEPT = 2_000;

    private final FlowStore store;
    private final ExperimentStore experiments;
    private final Cache<VersionKey, Published> versions =
            Caffeine.newBuilder().maximumSize(VERSIONS_KEPT).build();
    private final Cache<WorkspaceId, OpenFlows> open = Caffeine.newBuilder().build();

    FlowCatalog(FlowStore store, ExperimentStore experiments) {
        this.store = store;
        this.experiments = experiments;
    }

    private record VersionKey(WorkspaceId workspace, String flow, int number) {}

    /** A version and the priority of its messages. */
    private record Published(FlowMachine machine, Priority priority) {}

    /**
     * The flows of a workspace that people may be in.
     *
     * @param liveSince when each flow was first published: what happened before brings nobody in
     * @param priorities of the newest versions, which count for everybody inside
     */
    record OpenFlows(
            Map<String, FlowStatus> statuses,
            Map<String, Instant> liveSince,
            List<FlowMachine> newest,
            Map<String, Priority> priorities,
            Map<String, Map<String, String>> winnersOfFlows,
            Set<String> watchedSegments) {
        /** The ways that won experiments of the flow, by step. */
        Map<String, String> winners(String flow) {
            return winnersOfFlows.getOrDefault(flow, Map.of());
        }

        Priority priority(String flow) {
            return priorities.getOrDefault(flow, Priority.NORMAL);
        }

        Optional<FlowMachine> newest(String flow) {
            return newest.stream()
                    .filter(machine -> machine.flow().flowId().equals(flow))
                    .findFirst();
        }

        boolean wasLive(String flow, Instant at) {
            return !at.isBefore(liveSince.getOrDefault(flow, Instant.MAX));
        }

        boolean isPaused(String flow) {
            return statuses.get(flow) == FlowStatus.PAUSED;
        }
    }

    OpenFlows open(WorkspaceId workspace) {
        return open.get(workspace, this::readOpen);
    }

    /** To be called after flows of the workspace were published, paused, stopped and so on. */
    void changed(WorkspaceId workspace) {
        open.invalidate(workspace);
    }

    private OpenFlows readOpen(WorkspaceId workspace) {
        Map<String, FlowStatus> statuses = new HashMap<>();
        List<FlowMachine> newest = new ArrayList<>();
        Map<String, Priority> priorities = new HashMap<>();
        Set<String> segments = new LinkedHashSet<>();
        for (StoredFlow flow : store.all(workspace)) {
            if (flow.status().isOpen()) {
                statuses.put(flow.id(), flow.status());
                published(workspace, flow.id(), flow.version()).ifPresent(version -> {
                    newest.add(version.machine());
                    priorities.put(flow.id(), version.priority());
                });
            }
        }
        newest.forEach(machine -> segments.addAll(segments(machine.flow().definition())));
        return new OpenFlows(
                Map.copyOf(statuses),
                store.firstPublished(workspace),
                List.copyOf(newest),
                Map.copyOf(priorities),
                experiments.winners(workspace),
                Set.copyOf(segments));
    }

    /** Whether a step sends marketing: then the flow is for those who agreed to profiling. */
    static boolean advertises(FlowDefinition definition) {
        return definition.steps().stream().anyMatch(step -> switch (step) {
            case Step.SendEmail email -> email.purpose().equals(FlowReader.MARKETING);
            case Step.SendPush push -> push.purpose().equals(FlowReader.MARKETING);
            case Step.SendSms sms -> sms.purpose().equals(FlowReader.MARKETING);
            case Step.AskForPush _, Step.ShowMessage _ -> true;
            default -> false;
        });
    }

    /** The segments that let people in, end runs or are the goal. */
    static Set<String> segments(FlowDefinition definition) {
        Set<String> segments = new LinkedHashSet<>();
        definition.steps().forEach(step -> {
            if (step instanceof Step.Entry entry) {
                segment(entry.on()).ifPresent(segments::add);
            }
        });
        definition.goal().flatMap(goal -> segment(goal.on())).ifPresent(segments::add);
        definition.exitRules().forEach(rule -> segment(rule.on()).ifPresent(segments::add));
        return segments;
    }

    private static Optional<String> segment(Trigger trigger) {
        return switch (trigger) {
            case Trigger.OnSegmentEntered entered -> Optional.of(entered.segment());
            case Trigger.OnSegmentLeft left -> Optional.of(left.segment());
            case Trigger.OnEvent _,
                    Trigger.OnListJoined _,
                    Trigger.OnApi _,
                    Trigger.OnSchedule _,
                    Trigger.OnTraitDate _,
                    Trigger.OnCondition _ -> Optional.empty();
        };
    }

    /** The version, also of a flow that was stopped or deleted since. */
    Optional<FlowMachine> machine(WorkspaceId workspace, String flow, int number) {
        return published(workspace, flow, number).map(Published::machine);
    }

    private Optional<Published> published(WorkspaceId workspace, String flow, int number) {
        VersionKey key = new VersionKey(workspace, flow, number);
        Optional<Published> known = Optional.ofNullable(versions.getIfPresent(key));
        // What is not there may be published the next moment, so only what is there is remembered.
        Optional<Published> published = known.or(() -> readVersion(key));
        published.ifPresent(version -> versions.put(key, version));
        return published;
    }

    private Optional<Published> readVersion(VersionKey key) {
        return store.version(key.workspace(), key.flow(), key.number()).map(version -> {
            FlowDocument document =
                    Json.read(version.definition().getBytes(StandardCharsets.UTF_8), FlowDocument.class);
            // What it refers to existed when it was published; people inside must not suffer when it goes.
            FlowReader.Reading reading = FlowReader.read(key.flow(), version.name(), document, References.unchecked());
            return new Published(
                    new FlowMachine(FlowVersion.of(reading.definition(), key.number(), References.unchecked())),
                    document.priority().orElse(Priority.NORMAL));
        });
    }
}
