package dev.percorso.server.map;

import dev.percorso.engine.conform.Deviation;
import dev.percorso.engine.conform.Jump;
import dev.percorso.engine.conform.MapModel;
import dev.percorso.engine.conform.MapStep;
import dev.percorso.engine.conform.Occurrence;
import dev.percorso.engine.conform.Traces;
import dev.percorso.server.map.ConformanceView.Kind;
import dev.percorso.server.map.JourneyMapContent.Step;
import dev.percorso.server.segment.Matches;
import dev.percorso.server.store.DocumentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private record Extra(String id, String name) {}

    /** How a deviation is told. */
    record Told(String id, Kind kind, Optional<String> card, Optional<String> event, String label) {}

    MapModels(List<BoundCard> cards, List<DocumentStore.Stored<TouchpointContent>> catalogue) {
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
                extras.add(new Extra("", ""));
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
                extras.add(new Extra(touchpoint.id(), content.name()));
                symbol++;
            }
        }
        this.model = new MapModel(modelSteps, returns());
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
