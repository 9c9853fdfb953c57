package dev.percorso.server.analyze;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.ProjectedLog;
import dev.percorso.server.people.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The live feed. What arrived since is read from the log, which is cheap enough to ask every second; the first page,
 * which may go further back than the log, comes from the journeys.
 */
final class LiveFeed {
    private static final int PORTION = 2_000;

    private final ProjectedLog log;
    private final People people;

    LiveFeed(ProjectedLog log, People people) {
        this.log = log;
        this.people = people;
    }

    List<LiveEvent> newest(View view, Optional<String> name, int limit) {
        Snapshot snapshot = view.snapshot();
        int code = name.map(snapshot::code).orElse(Newest.ANY);
        List<Newest.Arrival> arrivals = Newest.newestFirst(
                snapshot.fold(new Newest(limit, code), FoldScope.everyone().stoppedBy(view.cancellation())));
        Map<Integer, String> labels = people.labels(
                view.id(),
                arrivals.stream().map(Newest.Arrival::person).distinct().toList());
        return arrivals.stream()
                .map(arrival -> {
                    Journey journey = snapshot.journey(arrival.person());
                    return event(
                            arrival.sequence(),
                            Instant.ofEpochMilli(journey.time(arrival.index())),
                            journey.name(arrival.index()),
                            arrival.person(),
                            labels.getOrDefault(arrival.person(), Integer.toString(arrival.person())),
                            properties(snapshot, journey, arrival.index()));
                })
                .toList();
    }

    /** What arrived after the sequence, newest first; when more did than the limit, the newest. */
    List<LiveEvent> since(WorkspaceId workspace, long sequence, Optional<String> name, int limit) {
        long start = Math.max(sequence, log.lastSequence(workspace) - PORTION);
        List<ProjectedEvent> wanted = new ArrayList<>(log.after(workspace, start, PORTION).stream()
                .filter(projected -> projected.event().kind().isReported())
                .filter(projected -> name.map(projected.event().name()::equals).orElse(true))
                .toList());
        Collections.reverse(wanted);
        List<ProjectedEvent> shown = wanted.stream().limit(limit).toList();
        Map<Integer, String> labels = people.labels(
                workspace, shown.stream().map(ProjectedEvent::person).distinct().toList());
        return shown.stream()
                .map(projected -> event(
                        projected.sequence(),
                        projected.event().time(),
                        projected.event().name(),
                        people.canonical(workspace, projected.person()),
                        labels.getOrDefault(projected.person(), Integer.toString(projected.person())),
                        projected.event().properties()))
                .toList();
    }

    private static LiveEvent event(
            long sequence, Instant time, String name, int person, String label, Map<String, Object> properties) {
        return new LiveEvent(
                sequence,
                time,
                name,
                Integer.toString(person),
                label,
                properties.get(Event.CHANNEL) instanceof String channel ? Optional.of(channel) : Optional.empty(),
                properties);
    }

    private static Map<String, Object> properties(Snapshot snapshot, Journey journey, int event) {
        Map<String, Object> properties = new TreeMap<>();
        for (String name : snapshot.propertyNames()) {
            Object value = journey.value(event, snapshot.property(name));
            if (value != null) {
                properties.put(name, value);
            }
        }
        return properties;
    }
}
