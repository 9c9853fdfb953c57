package dev.percorso.server.map;

import dev.percorso.engine.conform.Companions;
import dev.percorso.engine.conform.Companions.Attribute;
import dev.percorso.engine.conform.TraceLog;
import dev.percorso.engine.index.Trait;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Which traits, channels, devices and other touchpoints go with a deviation. */
final class DeviationReasons {
    private static final String DEVICE = "device";
    /** Values of fewer persons say nothing. */
    private static final long LEAST_PERSONS = 20;
    /** A trait with more values than this is a name or a number, not a kind of person. */
    private static final int MOST_VALUES = 40;

    private static final int MOST_SHOWN = 40;

    private final MapConformance.Checked checked;

    DeviationReasons(MapConformance.Checked checked) {
        this.checked = checked;
    }

    WhyView why(WhyRequest request) {
        BitSet everyone = among(request.among());
        BitSet deviating = deviating(request, everyone);
        Companions found =
                Companions.of(everyone, deviating, attributes(request), LEAST_PERSONS, MapConformance.CONFIDENCE);
        return new WhyView(
                found.persons(),
                found.deviating(),
                found.compared(),
                MapConformance.CONFIDENCE,
                request.among(),
                found.values().stream()
                        .limit(MOST_SHOWN)
                        .map(DeviationReasons::value)
                        .toList());
    }

    /** The deviating people with a value, or all of them among those asked for. */
    BitSet persons(WhyRequest request, Optional<String> attribute, Optional<String> value) {
        BitSet persons = deviating(request, among(request.among()));
        if (value.isPresent()) {
            String name = attribute.orElse("");
            persons.and(attributes(request).stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .map(one -> one.persons().getOrDefault(value.get(), new BitSet()))
                    .orElseThrow(() -> ProblemException.invalid(
                            "/label", "'%s' is none of the attributes that were compared".formatted(name))));
        }
        return persons;
    }

    private static WhyView.Value value(Companions.Companion found) {
        int colon = found.attribute().indexOf(':');
        WhyView.Kind kind =
                WhyView.Kind.valueOf(found.attribute().substring(0, colon).toUpperCase(Locale.ROOT));
        return new WhyView.Value(
                kind,
                found.attribute(),
                found.value(),
                found.persons(),
                found.deviating(),
                (double) found.deviating() / found.persons(),
                found.lift().estimate(),
                found.lift().low(),
                found.lift().high(),
                found.isClear());
    }

    private BitSet deviating(WhyRequest request, BitSet everyone) {
        BitSet deviating = checked.persons(checked.deviation(request.deviation()));
        deviating.and(everyone);
        return deviating;
    }

    private BitSet among(Optional<String> card) {
        if (card.isEmpty()) {
            BitSet everyone = new BitSet();
            TraceLog log = checked.report().log();
            for (int number = 0; number < log.cases(); number++) {
                everyone.set(log.person(number));
            }
            return everyone;
        }
        return with(checked.models().symbolOf(card.get()));
    }

    /** Persons with a case that has the symbol. */
    private BitSet with(int symbol) {
        TraceLog log = checked.report().log();
        BitSet persons = new BitSet();
        IntStream variants = IntStream.range(0, log.variants())
                .filter(variant -> IntStream.of(log.trace(variant)).anyMatch(one -> one == symbol));
        for (int person : log.personsOf(variants)) {
            persons.set(person);
        }
        return persons;
    }

    private List<Attribute> attributes(WhyRequest request) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(new Attribute("channel:" + Event.CHANNEL, byProperty(Event.CHANNEL)));
        attributes.add(new Attribute("device:" + DEVICE, byProperty(DEVICE)));
        TreeMap<String, BitSet> touchpoints = new TreeMap<>();
        checked.models().symbols().forEach((label, symbol) -> {
            // What the deviation is about goes with it by definition.
            boolean itself = request.deviation().endsWith(":" + checked.models().idOf(symbol));
            if (!itself) {
                touchpoints.computeIfAbsent(label, unseen -> new BitSet()).or(with(symbol));
            }
        });
        attributes.add(new Attribute("touchpoint:", touchpoints));
        for (String name :
                checked.look().snapshot().traitNames().stream().sorted().toList()) {
            SortedMap<String, BitSet> values = byTrait(name);
            if (values.size() <= MOST_VALUES) {
                attributes.add(new Attribute("trait:" + name, values));
            }
        }
        return attributes;
    }

    private SortedMap<String, BitSet> byProperty(String property) {
        MapLook look = checked.look();
        PersonsByValue fold = new PersonsByValue(look.snapshot(), property, look.from(), look.to());
        return fold.values(look.snapshot().fold(fold, look.persons()));
    }

    /** Texts and yes or no; reading stops when there are too many values to be kinds of people. */
    private SortedMap<String, BitSet> byTrait(String name) {
        Trait trait = checked.look().snapshot().trait(name);
        TreeMap<String, BitSet> values = new TreeMap<>();
        TraceLog log = checked.report().log();
        for (int number = 0; number < log.cases() && values.size() <= MOST_VALUES; number++) {
            int person = log.person(number);
            Object value = trait.value(person);
            if (value instanceof String || value instanceof Boolean) {
                values.computeIfAbsent(value.toString(), unseen -> new BitSet()).set(person);
            }
        }
        return values;
    }
}
