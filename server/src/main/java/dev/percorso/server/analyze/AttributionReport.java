package dev.percorso.server.analyze;

import dev.percorso.engine.attribute.Attribution;
import dev.percorso.engine.attribute.AttributionModel;
import dev.percorso.engine.attribute.AttributionQuery;
import dev.percorso.engine.attribute.AttributionReport.Amounts;
import dev.percorso.server.analyze.AttributionResult.Channel;
import dev.percorso.server.analyze.AttributionResult.Credit;
import dev.percorso.server.analyze.AttributionResult.Totals;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.segment.EventMatch;
import dev.percorso.server.segment.Matches;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How much of the conversions each channel has earned, and what it cost. */
final class AttributionReport {
    /** Credits below this are what rounding leaves of nothing: no cost is divided by them. */
    private static final double NOTHING = 1e-6;

    private final View view;

    AttributionReport(View view) {
        this.view = view;
    }

    AttributionResult run(AttributionRequest request, Spend spend) {
        var report = attribution(request).report(view.now());
        Map<String, BigDecimal> spent = spend.of(
                view.id(), request.by(), request.scope().from(), request.scope().to());
        Map<String, BigDecimal> byRow = byRow(spent, report.grouped());
        List<Channel> channels = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (var channel : report.channels()) {
            shown.add(channel.label());
            Optional<Double> cost =
                    Optional.ofNullable(byRow.get(channel.label())).map(BigDecimal::doubleValue);
            channels.add(new Channel(
                    channel.label(),
                    channel.conversions(),
                    channel.persons(),
                    cost,
                    EnumSet.allOf(AttributionModel.class).stream()
                            .map(model -> credit(model, channel.credit(model), cost))
                            .toList()));
        }
        byRow.entrySet().stream()
                .filter(entry -> !shown.contains(entry.getKey()))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEachOrdered(entry -> channels.add(new Channel(
                        entry.getKey(), 0, 0, Optional.of(entry.getValue().doubleValue()), List.of())));
        return new AttributionResult(
                totals(report, spent), channels, report.grouped().size());
    }

    private static Totals totals(
            dev.percorso.engine.attribute.AttributionReport report, Map<String, BigDecimal> spent) {
        Amounts all = report.all();
        Amounts shared = report.shared();
        return new Totals(
                Math.round(all.conversions()),
                all.value(),
                Math.round(all.stayed()),
                report.undecided(),
                Math.round(shared.conversions()),
                shared.value(),
                Math.round(shared.stayed()),
                report.pathsWithout(),
                spent.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue());
    }

    /** Spend by the label of its row: labels that stand together as the rest share one. */
    private static Map<String, BigDecimal> byRow(Map<String, BigDecimal> spent, Set<String> grouped) {
        Map<String, BigDecimal> byRow = new HashMap<>();
        spent.forEach((label, amount) ->
                byRow.merge(grouped.contains(label) ? AttributionResult.REST : label, amount, BigDecimal::add));
        return byRow;
    }

    private static Credit credit(AttributionModel model, Amounts amounts, Optional<Double> cost) {
        return new Credit(
                model,
                amounts.conversions(),
                amounts.value(),
                amounts.stayed(),
                cost.filter(spent -> amounts.conversions() > NOTHING).map(spent -> spent / amounts.conversions()),
                cost.filter(spent -> amounts.stayed() > NOTHING).map(spent -> spent / amounts.stayed()),
                cost.filter(spent -> spent > 0).map(spent -> amounts.value() / spent));
    }

    /** The people who had a conversion with a touchpoint on the channel. */
    BitSet persons(AttributionRequest request, String label) {
        try {
            return attribution(request).persons(label, request.target() == AttributionRequest.Target.RETAINED);
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid(
                    "/label", "there is no channel '%s'; take 'label' from the attribution report".formatted(label));
        }
    }

    private Attribution attribution(AttributionRequest request) {
        Scope scope = request.scope();
        EventMatch conversion = request.conversion()
                .orElseGet(() -> EventMatch.of(view.workspace().conversionEvent()));
        return new Attribution(
                view.snapshot(),
                view.persons(scope),
                new AttributionQuery(
                        view.match(conversion, scope),
                        Optional.of(request.value()),
                        touch(request, scope),
                        request.by(),
                        request.channelCount(),
                        request.window(),
                        request.halfLife(),
                        Set.copyOf(request.direct()),
                        new AttributionQuery.Stay(
                                request.comeback()
                                        .map(Matches::of)
                                        .orElseGet(dev.percorso.engine.match.EventMatch::any),
                                request.stayAfter(),
                                request.stayWithin()),
                        EnumSet.allOf(AttributionModel.class),
                        view.start(scope),
                        view.end(scope)));
    }

    private AttributionQuery.Touch touch(AttributionRequest request, Scope scope) {
        if (request.touchpoints().isEmpty()) {
            return new AttributionQuery.Touch.SessionStarts(
                    scope.where().isEmpty() ? Optional.empty() : Optional.of(Matches.anyEvent(scope.where())));
        }
        return new AttributionQuery.Touch.Events(request.touchpoints().stream()
                .map(match -> view.match(match, scope))
                .toList());
    }
}
