package dev.percorso.server.analyze;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.server.event.Event;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import dev.percorso.server.segment.StageConditions;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes rows of persons. */
final class PeopleList {
    private final View view;
    private final People people;
    private final StageConditions stages;

    PeopleList(View view, People people, StageConditions stages) {
        this.view = view;
        this.people = people;
        this.stages = stages;
    }

    /** The persons last seen first, those without any event last. */
    PeoplePage page(BitSet persons, int offset, int limit) {
        int[] ordered = LastSeen.order(view.snapshot()
                .fold(new LastSeen(), FoldScope.of(persons).andWithoutEvents().stoppedBy(view.cancellation())));
        List<Integer> shown =
                Arrays.stream(ordered).skip(offset).limit(limit).boxed().toList();
        Map<Integer, String> labels = people.labels(view.id(), shown);
        return new PeoplePage(
                ordered.length,
                shown.stream()
                        .map(person -> summary(person, labels.getOrDefault(person, Integer.toString(person))))
                        .toList());
    }

    private PersonSummary summary(int person, String label) {
        Journey journey = view.snapshot().journey(person);
        return new PersonSummary(
                Integer.toString(person),
                label,
                people.email(view.id(), person),
                stages.stageOf(view.id(), view.snapshot(), person, view.now()),
                journey.size(),
                Optional.of(revenue(journey)),
                seen(journey, person, 0),
                seen(journey, person, journey.size() - 1));
    }

    /** Time of an event; of a person without events, when the person became known. */
    private Instant seen(Journey journey, int person, int event) {
        return journey.isEmpty()
                ? people.find(view.id(), person).map(Person::createdAt).orElse(view.now())
                : Instant.ofEpochMilli(journey.time(event));
    }

    private double revenue(Journey journey) {
        int conversion = view.snapshot().code(view.workspace().conversionEvent());
        Property value = view.snapshot().property(Event.VALUE);
        double revenue = 0;
        for (int event = 0; event < journey.size(); event++) {
            if (journey.code(event) == conversion) {
                double number = journey.number(event, value);
                revenue += Double.isNaN(number) ? 0 : number;
            }
        }
        return revenue;
    }
}
