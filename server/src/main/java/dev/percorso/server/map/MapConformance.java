package dev.percorso.server.map;

import dev.percorso.engine.conform.Conformance;
import dev.percorso.engine.conform.ConformanceReport;
import dev.percorso.engine.conform.DeviationCount;
import dev.percorso.engine.conform.Effect;
import dev.percorso.engine.conform.TraceLog;
import dev.percorso.engine.conform.Traces;
import dev.percorso.engine.fold.CellLabel;
import dev.percorso.engine.fold.PeriodUnit;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.stat.Interval;
import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.analyze.Rate;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.TechnicalEvents;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.ConformanceParts.Figures;
import dev.percorso.server.map.ConformanceParts.Part;
import dev.percorso.server.map.ConformanceParts.Point;
import dev.percorso.server.map.ConformanceView.DeviationView;
import dev.percorso.server.segment.Matches;
import dev.percorso.server.segment.Segments;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How well observed journeys fit a drawn map, in all and in parts, and what goes with their deviations. */
public final class MapConformance implements PeopleQuerySource {
    static final double CONFIDENCE = 0.95;
    private static final double MILLIS = 1_000;
    private static final int MOST_CHANNELS = 20;
    private static final int DAYS_OF_DAILY_TREND = 45;
    private static final int DAYS_OF_WEEKLY_TREND = 400;

    private final JourneyMaps maps;
    private final MapLooks looks;
    private final Personas personas;
    private final Touchpoints touchpoints;
    private final Segments segments;

    public MapConformance(
            JourneyMaps maps, MapLooks looks, Personas personas, Touchpoints touchpoints, Segments segments) {
        this.maps = maps;
        this.looks = looks;
        this.personas = personas;
        this.touchpoints = touchpoints;
        this.segments = segments;
    }

    /** A check with what is needed to tell its deviations. */
    record Checked(MapLook look, MapModels models, ConformanceReport report) {

        DeviationCount deviation(String id) {
            return report.deviations().stream()
                    .filter(count -> models.tell(count.deviation()).id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("The deviation '%s'".formatted(id)));
        }

        BitSet persons(DeviationCount deviation) {
            BitSet persons = new BitSet();
            for (int person : report.log().personsOf(deviation.variants())) {
                persons.set(person);
            }
            return persons;
        }
    }

    /** @param facts properties whose first value is kept with each case */
    Checked check(WorkspaceId workspace, String id, Scope scope, List<String> facts) {
        MapLook look = looks.look(workspace, maps.get(workspace, id).content(), scope);
        if (MapModels.steps(look.cards()).isEmpty()) {
            throw ProblemException.of(
                    ErrorCode.NOT_CONFIGURED,
                    "No card of this map is bound to events yet; bind at least one, then journeys can be compared with it");
        }
        MapRules rules = look.map().rules().orElse(MapRules.NONE);
        MapModels models = new MapModels(look.cards(), touchpoints.stored(workspace), rules);
        List<EventMatch> endings = new ArrayList<>();
        rules.exit().map(Matches::of).ifPresent(endings::add);
        if (rules.stopsAtGoal()) {
            endings.add(look.goal());
        }
        Traces traces = new Traces(
                look.snapshot(),
                new Traces.Query(
                        models.bindings(),
                        Optional.of(Duration.ofDays(look.map().gapDays())),
                        endings,
                        Optional.of(look.goal()),
                        look.from(),
                        look.to(),
                        facts,
                        TechnicalEvents.NAMES));
        TraceLog log = look.snapshot().fold(traces, look.persons()).log();
        return new Checked(look, models, Conformance.check(models.model(), log, models.allowed(rules)));
    }

    ConformanceView view(WorkspaceId workspace, String id, Scope scope) {
        Checked checked = check(workspace, id, scope, List.of());
        ConformanceReport report = checked.report();
        TraceLog log = report.log();
        ConformanceReport.Measures measures = report.measures();
        long cases = log.cases();
        return new ConformanceView(
                cases,
                log.variants(),
                measures.meanTraceFitness(),
                measures.logFitness(),
                Rate.of(Math.round(measures.conformanceRate() * cases), cases),
                measures.precision(),
                measures.coverage().eventShare(),
                measures.coverage().stepShare(),
                report.deviations().stream()
                        .map(deviation -> tell(checked, deviation, cases))
                        .toList());
    }

    private static DeviationView tell(Checked checked, DeviationCount deviation, long cases) {
        MapModels.Told told = checked.models().tell(deviation.deviation());
        Effect effect = checked.report().effect(deviation, CONFIDENCE);
        MapRules rules = checked.look().map().rules().orElse(MapRules.NONE);
        return new DeviationView(
                told.id(),
                told.kind(),
                told.card(),
                told.event(),
                told.label(),
                deviation.cases(),
                (double) deviation.cases() / cases,
                checked.report().log().personsOf(deviation.variants()).length,
                Rate.of(effect.converted(), effect.cases()),
                Rate.of(effect.otherConverted(), effect.otherCases()),
                effect.conversionDifference().map(difference -> rate(difference, 1)),
                effect.timeDifferenceMillis().map(difference -> rate(difference, MILLIS)),
                rules.allows(told.id()));
    }

    private static Rate rate(Interval interval, double unit) {
        return new Rate(interval.estimate() / unit, interval.low() / unit, interval.high() / unit);
    }

    // ---------------------------------------------------------------- parts

    ConformanceParts parts(WorkspaceId workspace, String id, Scope scope) {
        Checked checked = check(workspace, id, scope, List.of(Event.CHANNEL));
        PeriodUnit unit = unit(scope);
        return new ConformanceParts(
                ConformanceParts.Unit.valueOf(unit.name()),
                trend(checked, unit),
                personas(workspace, checked),
                channels(checked));
    }

    private static PeriodUnit unit(Scope scope) {
        long days = scope.to().toEpochDay() - scope.from().toEpochDay() + 1;
        if (days <= DAYS_OF_DAILY_TREND) {
            return PeriodUnit.DAY;
        }
        return days <= DAYS_OF_WEEKLY_TREND ? PeriodUnit.WEEK : PeriodUnit.MONTH;
    }

    private static List<Point> trend(Checked checked, PeriodUnit unit) {
        MapLook look = checked.look();
        Periods periods = Periods.of(look.from(), look.to(), unit, look.zone());
        TraceLog log = checked.report().log();
        var fits = checked.report().by(number -> periods.indexOf(log.startMillis(number)), periods.count());
        List<Point> points = new ArrayList<>();
        for (int period = 0; period < periods.count(); period++) {
            boolean complete = periods.startMillis(period) >= look.from().toEpochMilli()
                    && periods.endMillis(period) <= look.to().toEpochMilli();
            points.add(new Point(periods.localStart(period).toLocalDate(), complete, Figures.of(fits.get(period))));
        }
        return points;
    }

    private List<Part> personas(WorkspaceId workspace, Checked checked) {
        TraceLog log = checked.report().log();
        List<Part> parts = new ArrayList<>();
        personas.named(workspace)
                .forEach((id, content) -> content.segment()
                        .filter(segment -> segments.nameOf(workspace, segment).isPresent())
                        .ifPresent(segment -> {
                            BitSet members = segments.members(workspace, segment);
                            var fit = checked.report()
                                    .by(number -> members.get(log.person(number)) ? 0 : -1, 1)
                                    .getFirst();
                            parts.add(new Part(id, content.name(), Figures.of(fit)));
                        }));
        return parts;
    }

    /** Values of one number have one label, but several numbers may: the labels decide. */
    private static List<Part> channels(Checked checked) {
        TraceLog log = checked.report().log();
        Property channel = checked.look().snapshot().property(Event.CHANNEL);
        String[] labels = new String[log.factNumbers(0)];
        Arrays.setAll(labels, number -> CellLabel.of(log.factCell(0, number), channel));
        Map<String, Integer> groups = new TreeMap<>();
        Arrays.stream(labels).forEach(label -> groups.putIfAbsent(label, groups.size()));
        int[] groupOf = Arrays.stream(labels).mapToInt(groups::get).toArray();
        var fits = checked.report().by(number -> groupOf[log.factNumber(number, 0)], groups.size());
        return groups.entrySet().stream()
                .map(group -> new Part(group.getKey(), group.getKey(), Figures.of(fits.get(group.getValue()))))
                .sorted(Comparator.<Part>comparingLong(part -> -part.figures().cases())
                        .thenComparing(Part::id))
                .limit(MOST_CHANNELS)
                .toList();
    }

    // ---------------------------------------------------------------- why, people

    WhyView why(WorkspaceId workspace, String id, WhyRequest request) {
        return new DeviationReasons(check(workspace, id, request.scope(), List.of())).why(request);
    }

    @Override
    public Set<PeopleQuery.Kind> kinds() {
        return Set.of(PeopleQuery.Kind.DEVIATION, PeopleQuery.Kind.CASES);
    }

    @Override
    public BitSet persons(WorkspaceId workspace, PeopleQuery query) {
        Scope scope = JourneyMaps.need(query.scope(), "scope");
        String map = JourneyMaps.need(query.map(), "map");
        if (query.kind() == PeopleQuery.Kind.CASES) {
            return new PeopleInCases(check(workspace, map, scope, List.of(Event.CHANNEL)), unit(scope))
                    .persons(query, persona -> personas.people(workspace, persona));
        }
        Checked checked = check(workspace, map, scope, List.of());
        String deviation = JourneyMaps.need(query.deviation(), "deviation");
        if (query.value().isEmpty() && query.card().isEmpty()) {
            return checked.persons(checked.deviation(deviation));
        }
        return new DeviationReasons(checked)
                .persons(new WhyRequest(scope, deviation, query.card()), query.label(), query.value());
    }
}
