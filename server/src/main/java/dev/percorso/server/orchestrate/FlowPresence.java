package dev.percorso.server.orchestrate;

import dev.percorso.flow.FlowMachine;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.orchestrate.PersonInFlow.Absence;
import dev.percorso.server.orchestrate.PersonInFlow.Reason;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.segment.Comparison;
import dev.percorso.server.segment.Condition;
import dev.percorso.server.segment.EventMatch;
import dev.percorso.server.segment.Period;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Tells why a person is, was or never was in a flow. */
final class FlowPresence {
    private static final int MOST_RUNS = 50;

    private final FlowStore store;
    private final RunStore runs;
    private final Flows flows;
    private final Segments segments;
    private final People people;
    private final InstantSource clock;

    FlowPresence(Database database, Flows flows, Segments segments, People people, InstantSource clock) {
        this.store = new FlowStore(database);
        this.runs = new RunStore(database);
        this.flows = flows;
        this.segments = segments;
        this.people = people;
        this.clock = clock;
    }

    PersonInFlow of(WorkspaceId workspace, String id, String named) {
        StoredFlow flow = store.find(workspace, id).orElseThrow(() -> ProblemException.notFound("Flow '" + id + "'"));
        int person = people.named(workspace, named).id();
        List<FlowStore.PublishedVersion> versions = store.versions(workspace, id);
        List<PersonInFlow.Run> past = runs.ofPerson(workspace, id, person, MOST_RUNS);
        Optional<Absence> absence = Optional.empty();
        if (versions.isEmpty()) {
            absence = Optional.of(Absence.of(Reason.NOT_PUBLISHED));
        } else if (past.isEmpty()) {
            absence = Optional.of(absence(workspace, id, versions, person));
        }
        Optional<Instant> since = versions.isEmpty()
                ? Optional.empty()
                : Optional.of(versions.getLast().publishedAt());
        return new PersonInFlow(flow.status(), since, past, absence);
    }

    private Absence absence(WorkspaceId workspace, String id, List<FlowStore.PublishedVersion> versions, int person) {
        FlowStore.PublishedVersion newest = versions.getFirst();
        FlowMachine machine = flows.machineOf(workspace, id, Optional.of(newest.number()));
        boolean advertises = FlowCatalog.advertises(machine.flow().definition());
        if (advertises && !people.allows(workspace, person, Purpose.PROFILING)) {
            return Absence.of(Reason.NO_PROFILING);
        }
        JsonNode entry =
                Json.tree(newest.definition().getBytes(StandardCharsets.UTF_8)).path("entry");
        return switch (entry.path("type").asString("")) {
            case "event" ->
                byEvent(workspace, entry.get("match"), versions.getLast().publishedAt(), person);
            case "segment" -> {
                String segment = entry.path("segment").asString("");
                boolean isMember = holds(workspace, new Condition.Segment(segment), person);
                yield Absence.of(isMember ? Reason.IN_SEGMENT_BEFORE : Reason.NOT_IN_SEGMENT, segment);
            }
            case "segmentLeft" -> {
                String segment = entry.path("segment").asString("");
                boolean isMember = holds(workspace, new Condition.Segment(segment), person);
                yield Absence.of(isMember ? Reason.STILL_IN_SEGMENT : Reason.NOT_LEFT_SEGMENT, segment);
            }
            case "list" -> {
                String list = entry.path("list").asString("");
                boolean isOn = holds(workspace, new Condition.OnList(list), person);
                yield Absence.of(isOn ? Reason.ON_LIST_BEFORE : Reason.NOT_ON_LIST, list);
            }
            case "date" -> {
                String trait = entry.path("trait").asString("");
                boolean isKnown = people.traits(workspace, person).containsKey(trait);
                yield Absence.of(isKnown ? Reason.DATE_NOT_YET : Reason.NO_DATE, trait);
            }
            default -> Absence.of(Reason.NOT_BROUGHT);
        };
    }

    private Absence byEvent(WorkspaceId workspace, JsonNode named, Instant liveSince, int person) {
        EventMatch match = Json.convert(named, EventMatch.class);
        Period sinceLive = new Period.Within(Duration.between(liveSince, clock.instant()));
        if (holds(workspace, happened(match, sinceLive), person)) {
            return Absence.of(Reason.EVENT_MISSED, match.event());
        }
        boolean before = holds(workspace, happened(match, new Period.Ever()), person);
        return Absence.of(before ? Reason.EVENT_BEFORE : Reason.EVENT_NEVER, match.event());
    }

    private static Condition happened(EventMatch match, Period period) {
        return new Condition.Event(match, Comparison.AT_LEAST, 1, period);
    }

    /** Nobody is in what was deleted. */
    private boolean holds(WorkspaceId workspace, Condition condition, int person) {
        try {
            return segments.matches(workspace, condition, person);
        } catch (ProblemException gone) {
            return false;
        }
    }
}
