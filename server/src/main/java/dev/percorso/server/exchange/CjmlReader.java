package dev.percorso.server.exchange;

import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.PortableMaps.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads journeys of the Customer Journey Modeling Language, planned and actual ones. What differs between its versions and
 * programs (order, upper case, missing phases or labels) is taken as it comes; what has no place on a map is passed over.
 */
final class CjmlReader {
    private static final double MIDDLE_RATING = 3;
    private static final double STRONGEST = 2;

    private final MapSketch map = new MapSketch();
    private final Map<String, Integer> phases = new HashMap<>();
    private final Set<String> customers = new HashSet<>();
    private final Map<Integer, List<XmlPart>> steps = new LinkedHashMap<>();
    private int passedOver;

    /** @param otherwise what the map is called when the journey has no title */
    static ReadMap read(byte[] file, String otherwise) {
        return new CjmlReader().journey(XmlPart.read(file), otherwise);
    }

    private ReadMap journey(XmlPart root, String otherwise) {
        if (!root.is("CJML")) {
            throw XmlPart.fault(
                    root.line(),
                    "this XML begins with '%s'; a journey of CJML begins with 'CJML'".formatted(root.name()));
        }
        List<XmlPart> journeys = Stream.concat(root.all("plannedJourney"), root.all("actualJourney"))
                .toList();
        if (journeys.isEmpty()) {
            throw XmlPart.fault(root.line(), "the file holds neither a 'plannedJourney' nor an 'actualJourney'");
        }
        XmlPart journey = journeys.getFirst();
        map.call(journey.text("journeyTitle", "journeyID").orElse(""));
        if (journeys.size() > 1) {
            map.note(Note.of("The file holds %d journeys; the first one, '%s', is taken"
                    .formatted(journeys.size(), map.name())));
        }
        map.describe(Stream.of(journey.text("journeyShortSummary"), journey.text("journeyLongSummary"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" ")));
        journey.first("journeyPhases").stream()
                .flatMap(list -> list.all("journeyPhase"))
                .forEach(this::phase);
        journey.first("actors").ifPresent(this::actors);
        XmlPart touchpoints = journey.first("touchpoints")
                .orElseThrow(() -> XmlPart.fault(journey.line(), "the journey has no 'touchpoints'"));
        touchpoints.parts().forEach(this::step);
        feelings();
        if (passedOver > 0) {
            map.note(Note.of("%d elements that no map has a place for were passed over".formatted(passedOver)));
        }
        return map.done(otherwise);
    }

    private void phase(XmlPart phase) {
        String id = phase.attribute("phaseID").orElse("");
        String name = phase.text("phaseName").orElse(id);
        phases.put(id, map.stage(name));
    }

    private void actors(XmlPart actors) {
        actors.all("endUser").forEach(actor -> {
            String id = actor.attribute("actorID", "actorIDref").orElse("");
            customers.add(id);
            if (customers.size() == 1) {
                map.isAbout(actor.text("actorName").orElse(id));
            }
        });
    }

    private void step(XmlPart step) {
        boolean isMeeting = step.name().endsWith("communicationpoint");
        if (!isMeeting && !step.name().endsWith("action")) {
            passedOver++;
            return;
        }
        Optional<XmlPart> initiator = step.first("initiator");
        Optional<XmlPart> receiver = step.first("receiver");
        boolean byCustomer = initiator
                .flatMap(end -> end.first("refersTo"))
                .flatMap(reference -> reference.attribute("actorIDref", "actorID"))
                .map(customers::contains)
                .orElse(true);
        Optional<String> sent = initiator.flatMap(end -> end.text("initiatorLabel"));
        Optional<String> received = receiver.flatMap(end -> end.text("receiverLabel"));
        Optional<String> title = byCustomer ? sent.or(() -> received) : received.or(() -> sent);
        Optional<String> other = byCustomer ? received : sent;
        if (title.isEmpty()) {
            map.note(Note.of("Line %d: a touchpoint without any label is called by its id".formatted(step.line())));
        }
        int stage = stageOf(step);
        String lane = map.lane(
                isMeeting ? LaneKind.TOUCHPOINTS : byCustomer ? LaneKind.ACTIONS : LaneKind.BACKSTAGE,
                Optional.empty());
        String called = title.or(() -> step.text("touchpointID")).orElse("?");
        List<String> text = new ArrayList<>();
        step.first("channel")
                .flatMap(channel -> channel.text("channelName").or(() -> Optional.of(channel.text())))
                .filter(channel ->
                        !channel.isEmpty() && !channel.toLowerCase(Locale.ROOT).equals("other"))
                .ifPresent(text::add);
        other.filter(label -> !label.equals(called)).ifPresent(text::add);
        step.text("comment").ifPresent(text::add);
        map.card(stage, lane, called, Optional.of(String.join("\n", text)));
        steps.computeIfAbsent(stage, key -> new ArrayList<>()).add(step);
    }

    private int stageOf(XmlPart step) {
        String phase = step.first("belongsTo")
                .flatMap(reference -> reference.attribute("phaseIDref", "phaseID"))
                .orElse("");
        return phases.computeIfAbsent(phase, unknown -> {
            if (!unknown.isEmpty()) {
                map.note(Note.of("Line %d: the phase '%s' is not described; it became a stage of that name"
                        .formatted(step.line(), unknown)));
            }
            return map.stage(unknown.isEmpty() ? map.name() : unknown);
        });
    }

    /** Ratings come from 1 to 5, or around 0 when any of them is 0 or less. */
    private void feelings() {
        List<Double> ratings = steps.values().stream()
                .flatMap(List::stream)
                .flatMap(step -> rating(step).stream())
                .toList();
        boolean aroundZero = ratings.stream().anyMatch(rating -> rating <= 0);
        if (!ratings.isEmpty()) {
            map.lane(LaneKind.EMOTIONS, Optional.empty());
            map.note(Note.of(
                    aroundZero
                            ? "The experience ratings were read on a scale from -2 to +2"
                            : "The experience ratings were read on a scale from 1 to 5"));
        }
        steps.forEach((stage, inStage) -> {
            for (int place = 0; place < inStage.size(); place++) {
                double position = (place + 0.5) / inStage.size();
                XmlPart step = inStage.get(place);
                rating(step)
                        .ifPresent(rating -> map.feeling(
                                stage,
                                position,
                                Math.clamp(aroundZero ? rating : rating - MIDDLE_RATING, -STRONGEST, STRONGEST),
                                experience(step).flatMap(told -> told.text("experienceDescription"))));
            }
        });
    }

    private static Optional<XmlPart> experience(XmlPart step) {
        return step.first("touchpointExperience").or(() -> step.first("experience"));
    }

    private static Optional<Double> rating(XmlPart step) {
        return experience(step).flatMap(told -> told.text("experienceRating")).flatMap(MermaidJourney::score);
    }
}
