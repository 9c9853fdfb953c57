package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The few numbers that stand for a report's answer, the first one first in mind. */
final class Headlines {
    private Headlines() {}

    static List<ReportFigure> of(Tabular answer) {
        return switch (answer) {
            case OverviewResult overview -> overview(overview);
            case EventsResult events ->
                List.of(new ReportFigure("figure", Format.DECIMAL, events.total(), Optional.empty()));
            case FunnelResult funnel -> funnel(funnel);
            case RetentionResult retention -> retention(retention);
            case LifecycleResult lifecycle -> lifecycle(lifecycle);
            case StickinessResult stickiness -> stickiness(stickiness);
            case PagesResult pages ->
                List.of(new ReportFigure("pageViews", Format.NUMBER, pages.views(), Optional.empty()));
            case AcquisitionResult acquisition -> acquisition(acquisition);
            case CommerceResult commerce -> commerce(commerce);
            case SurveysResult surveys -> surveys(surveys);
            default -> List.of();
        };
    }

    /** Collects figures of one kind of totals. */
    private static final class Figures<T> {
        private final T now;
        private final Optional<T> before;
        private final List<ReportFigure> figures = new ArrayList<>();

        Figures(T now, Optional<T> before) {
            this.now = now;
            this.before = before;
        }

        Figures<T> add(String key, Format format, ToDoubleFunction<T> value) {
            figures.add(new ReportFigure(key, format, value.applyAsDouble(now), before.map(value::applyAsDouble)));
            return this;
        }
    }

    private static List<ReportFigure> overview(OverviewResult result) {
        return new Figures<>(result.totals(), result.comparison())
                .add("visitors", Format.NUMBER, OverviewResult.Totals::visitors)
                .add("sessions", Format.NUMBER, OverviewResult.Totals::sessions)
                .add("pageViews", Format.NUMBER, OverviewResult.Totals::pageViews)
                .add("conversions", Format.NUMBER, OverviewResult.Totals::conversions)
                .add(
                        "conversionRate",
                        Format.SHARE,
                        totals -> totals.conversionRate().value())
                .add("revenue", Format.MONEY, OverviewResult.Totals::revenue)
                .add("bounceRate", Format.SHARE, totals -> totals.bounceRate().value())
                .add("engagedRate", Format.SHARE, totals -> totals.engagedRate().value())
                .figures;
    }

    private static List<ReportFigure> funnel(FunnelResult result) {
        return new Figures<>(result.steps(), result.comparison())
                .add(
                        "conversionRate",
                        Format.SHARE,
                        steps -> steps.getLast().fromStart().value())
                .add("conversions", Format.NUMBER, steps -> steps.getLast().count())
                .add("persons", Format.NUMBER, steps -> steps.getFirst().count())
                .figures;
    }

    /** Those who came back one period later, on average over the cohorts. */
    private static List<ReportFigure> retention(RetentionResult result) {
        double persons = result.cohorts().stream()
                .mapToLong(RetentionResult.Cohort::size)
                .sum();
        List<ReportFigure> figures = new ArrayList<>();
        if (result.average().size() > 1) {
            figures.add(
                    new ReportFigure("cameBack", Format.SHARE, result.average().get(1), Optional.empty()));
        }
        figures.add(new ReportFigure("persons", Format.NUMBER, persons, Optional.empty()));
        return figures;
    }

    private static List<ReportFigure> lifecycle(LifecycleResult result) {
        return result.average()
                .map(average -> new Figures<>(average, result.comparison())
                        .add("active", Format.DECIMAL, LifecycleResult.Average::active)
                        .add("newcomers", Format.DECIMAL, LifecycleResult.Average::newcomers)
                        .add("returning", Format.DECIMAL, LifecycleResult.Average::returning)
                        .add("resurrecting", Format.DECIMAL, LifecycleResult.Average::resurrecting)
                        .add("dormant", Format.DECIMAL, LifecycleResult.Average::dormant)
                        .figures)
                .orElse(List.of());
    }

    private static List<ReportFigure> stickiness(StickinessResult result) {
        return new Figures<>(result.regularity(), result.comparison())
                .add("activePeriods", Format.DECIMAL, StickinessResult.Regularity::mean)
                .add("persons", Format.NUMBER, StickinessResult.Regularity::persons)
                .figures;
    }

    private static List<ReportFigure> acquisition(AcquisitionResult result) {
        return new Figures<>(result.total(), result.comparison())
                .add("visitors", Format.NUMBER, AcquisitionResult.Figures::visitors)
                .add("sessions", Format.NUMBER, AcquisitionResult.Figures::sessions)
                .add("conversions", Format.NUMBER, AcquisitionResult.Figures::conversions)
                .add(
                        "conversionRate",
                        Format.SHARE,
                        total -> total.conversionRate().value())
                .add("revenue", Format.MONEY, AcquisitionResult.Figures::revenue)
                .figures;
    }

    /** Those kinds that were asked, the report's own first, then how many answered. */
    private static List<ReportFigure> surveys(SurveysResult result) {
        List<ReportFigure> figures = new ArrayList<>();
        result.kinds().stream()
                .filter(score -> score.kind() != SurveyKind.TEXT)
                .sorted(Comparator.comparing(
                        score -> !result.kind().filter(score.kind()::equals).isPresent()))
                .forEach(score -> figures.add(new ReportFigure(
                        score.kind().json(),
                        SurveysResult.format(score.kind()),
                        score.value(),
                        result.before()
                                .flatMap(before -> before.stream()
                                        .filter(earlier -> earlier.kind() == score.kind())
                                        .map(SurveyScore::value)
                                        .findFirst()))));
        figures.add(new ReportFigure(
                "answers",
                Format.NUMBER,
                result.kinds().stream().mapToLong(SurveyScore::answers).sum(),
                result.before()
                        .map(before -> before.stream()
                                .mapToDouble(SurveyScore::answers)
                                .sum())));
        return figures;
    }

    private static List<ReportFigure> commerce(CommerceResult result) {
        return new Figures<>(result.totals(), result.comparison())
                .add("revenue", Format.MONEY, CommerceResult.Totals::revenue)
                .add("orders", Format.NUMBER, CommerceResult.Totals::orders)
                .add("buyers", Format.NUMBER, CommerceResult.Totals::buyers)
                .add(
                        "averageOrderValue",
                        Format.MONEY,
                        totals -> totals.averageOrderValue().orElse(0.0))
                .add("repeatRate", Format.SHARE, totals -> totals.repeatRate().value())
                .add(
                        "cartAbandonment",
                        Format.SHARE,
                        totals -> totals.cartAbandonment().value())
                .add(
                        "checkoutAbandonment",
                        Format.SHARE,
                        totals -> totals.checkoutAbandonment().value())
                .figures;
    }
}
