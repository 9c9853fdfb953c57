package dev.percorso.server.map;

import dev.percorso.engine.conform.Deviation;
import dev.percorso.engine.conform.Jump;
import dev.percorso.engine.conform.MapModel;
import dev.percorso.engine.conform.MapStep;
import dev.percorso.engine.conform.Occurrence;
import dev.percorso.engine.conform.Traces;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.ConformanceView.Kind;
import dev.percorso.server.map.JourneyMapContent.Step;
import dev.percorso.server.segment.Matches;
import dev.percorso.server.store.DocumentStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A drawn map as the automaton that conformance checks.
 *
 * <p>The bound cards are its steps, stage by stage. Between stages the order counts; inside a stage journeys may go back
 * and forth, because that is what considering means: from every step a return leads to each earlier step of its stage.
 * Touchpoints of the catalogue that stand on no card are watched too: their events are ad hoc.
 */
final class MapModels {
    private final List<BoundCard> steps;
    private final List<Extra> extras = new ArrayList<>();
    private final List<Traces.Binding> bindings = new ArrayList<>();
    private final MapModel model;

    /** A touchpoint that the map does not have. */
    private record Extra(String id, String name, boolean isFailure) {}

    /** Shown instead of a touchpoint: the failure events of steps. */
    private static final Extra FAILURE = new Extra("", "", true);

    /** How a deviation is told. */
    record Told(String id, Kind kind, Optional<String> card, Optional<String> event, String label) {}

    MapModels(List<BoundCard> cards, List<DocumentStore.Stored<TouchpointContent>> catalogue, MapRules rules) {
        this.steps = steps(cards);
        int symbol = steps.size();
        List<MapStep> modelSteps = new ArrayList<>();
        List<Traces.Binding> failures = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            BoundCard step = steps.get(i);
            MapStep modelStep = MapStep.of(i, occurrence(step.card().stepOrOptional()));
            if (step.failure().isPresent()) {
                modelStep = modelStep.failingBy(symbol);
                failures.add(new Traces.Binding(symbol, step.failure().get()));
                extras.add(FAILURE);
                symbol++;
            }
            modelSteps.add(modelStep);
        }
        bindings.addAll(failures);
        for (int i = 0; i < steps.size(); i++) {
            bindings.add(new Traces.Binding(i, steps.get(i).match()));
        }
        for (DocumentStore.Stored<TouchpointContent> touchpoint : catalogue) {
            TouchpointContent content = touchpoint.content();
            if (content.binding().isPresent() && cards.stream().noneMatch(card -> usesTouchpoint(card, touchpoint))) {
                bindings.add(
                        new Traces.Binding(symbol, Matches.of(content.binding().get())));
                extras.add(new Extra(touchpoint.id(), content.name(), false));
                symbol++;
            }
        }
        List<Jump> jumps = returns();
        jumps.addAll(ways(rules));
        this.model = new MapModel(modelSteps, jumps);
    }

    private static boolean usesTouchpoint(BoundCard card, DocumentStore.Stored<TouchpointContent> touchpoint) {
        return card.card().touchpoint().filter(touchpoint.id()::equals).isPresent()
                || touchpoint
                        .content()
                        .binding()
                        .map(Matches::of)
                        .filter(card.match()::equals)
                        .isPresent();
    }

    private static Occurrence occurrence(Step step) {
        return switch (step) {
            case MANDATORY -> Occurrence.MANDATORY;
            case OPTIONAL, NONE -> Occurrence.OPTIONAL;
            case REPEATABLE -> Occurrence.OPTIONAL_REPEATABLE;
        };
    }

    private List<Jump> returns() {
        List<Jump> returns = new ArrayList<>();
        for (int from = 0; from < steps.size(); from++) {
            for (int to = 0; to < from; to++) {
                if (steps.get(from).stage() == steps.get(to).stage()) {
                    returns.add(new Jump(from, to));
                }
            }
        }
        return returns;
    }

    private List<Jump> ways(MapRules rules) {
        List<Jump> ways = new ArrayList<>();
        for (MapRules.Way way : rules.ways()) {
            int from = way.from().map(this::stepOf).orElse(Jump.START);
            int to = way.to().map(this::stepOf).orElse(steps.size());
            boolean known = (way.from().isEmpty() || from >= 0) && to >= 0;
            if (known) {
                ways.add(new Jump(from, to));
            }
        }
        return ways;
    }

    /** The step of a card, or −1. */
    private int stepOf(String card) {
        for (int step = 0; step < steps.size(); step++) {
            if (steps.get(step).card().id().equals(card)) {
                return step;
            }
        }
        return -1;
    }

    /** The deviations that the rules allow, as far as this map can have them. */
    Set<Deviation> allowed(MapRules rules) {
        Set<Deviation> possible = new HashSet<>();
        for (int step = 0; step < steps.size(); step++) {
            possible.add(new Deviation.Missing(step));
            possible.add(new Deviation.OutOfOrder(step));
            possible.add(new Deviation.Failed(step));
            possible.add(new Deviation.AdHoc(step));
        }
        for (int extra = 0; extra < extras.size(); extra++) {
            possible.add(new Deviation.AdHoc(steps.size() + extra));
        }
        possible.removeIf(deviation -> !rules.allows(tell(deviation).id()));
        return possible;
    }

    /**
     * The symbol of a card's events.
     *
     * @throws ProblemException when the card is no step of the model
     */
    int symbolOf(String card) {
        int step = stepOf(card);
        if (step < 0) {
            throw ProblemException.notFound(
                    "A card '%s' that is bound to events and part of the model".formatted(card));
        }
        return step;
    }

    /** Symbols by the title of their card or the name of their touchpoint, without failures. */
    Map<String, Integer> symbols() {
        Map<String, Integer> symbols = new TreeMap<>();
        for (int step = 0; step < steps.size(); step++) {
            symbols.put(steps.get(step).card().title(), step);
        }
        for (int extra = 0; extra < extras.size(); extra++) {
            if (!extras.get(extra).isFailure()) {
                symbols.put(extras.get(extra).name(), steps.size() + extra);
            }
        }
        return symbols;
    }

    /** Id of the card or touchpoint whose events have the symbol. */
    String idOf(int symbol) {
        return symbol < steps.size()
                ? steps.get(symbol).card().id()
                : extras.get(symbol - steps.size()).id();
    }

    /** The cards that are steps of the model. */
    static List<BoundCard> steps(List<BoundCard> cards) {
        return cards.stream()
                .filter(card -> card.card().stepOrOptional() != Step.NONE)
                .toList();
    }

    MapModel model() {
        return model;
    }

    List<Traces.Binding> bindings() {
        return bindings;
    }

    Told tell(Deviation deviation) {
        return switch (deviation) {
            case Deviation.Missing missing -> told(Kind.MISSING, missing.step());
            case Deviation.OutOfOrder outOfOrder -> told(Kind.OUT_OF_ORDER, outOfOrder.step());
            case Deviation.Failed failed -> told(Kind.FAILED, failed.step());
            case Deviation.AdHoc adHoc -> adHoc(adHoc.symbol());
        };
    }

    private Told told(Kind kind, int step) {
        BoundCard card = steps.get(step);
        return new Told(
                kind.name().toLowerCase(java.util.Locale.ROOT) + ":"
                        + card.card().id(),
                kind,
                Optional.of(card.card().id()),
                Optional.of(card.match().name()),
                card.card().title());
    }

    private Told adHoc(int symbol) {
        if (symbol < steps.size()) {
            return told(Kind.AD_HOC, symbol);
        }
        Extra extra = extras.get(symbol - steps.size());
        return new Told("ad_hoc:" + extra.id(), Kind.AD_HOC, Optional.empty(), Optional.of(extra.name()), extra.name());
    }
}
