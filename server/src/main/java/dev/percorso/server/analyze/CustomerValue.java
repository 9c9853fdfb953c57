package dev.percorso.server.analyze;

import dev.percorso.engine.fold.PeriodUnit;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.value.BgNbd;
import dev.percorso.engine.value.BuyingModel;
import dev.percorso.engine.value.BuyingPatterns;
import dev.percorso.engine.value.CohortValue;
import dev.percorso.engine.value.Customers;
import dev.percorso.engine.value.Fit;
import dev.percorso.engine.value.GammaGamma;
import dev.percorso.engine.value.MbgNbd;
import dev.percorso.engine.value.ParetoNbd;
import dev.percorso.engine.value.Purchases;
import dev.percorso.engine.value.Rfm;
import dev.percorso.server.analyze.CommerceRequest.Model;
import dev.percorso.server.analyze.CommerceResult.Cell;
import dev.percorso.server.analyze.CommerceResult.Cohort;
import dev.percorso.server.analyze.CommerceResult.CohortCell;
import dev.percorso.server.analyze.CommerceResult.FrequencyRange;
import dev.percorso.server.analyze.CommerceResult.ModelFit;
import dev.percorso.server.analyze.CommerceResult.NoPrediction;
import dev.percorso.server.analyze.CommerceResult.Parameter;
import dev.percorso.server.analyze.CommerceResult.Prediction;
import dev.percorso.server.analyze.CommerceResult.Reason;
import dev.percorso.server.analyze.CommerceResult.RecencyRange;
import dev.percorso.server.analyze.CommerceResult.RfmGrid;
import dev.percorso.server.analyze.CommerceResult.Segment;
import dev.percorso.server.analyze.CommerceResult.Spending;
import dev.percorso.server.analyze.CommerceResult.Value;
import dev.percorso.server.http.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the customers of a shop are and will be worth, seen from the end of the scope. */
final class CustomerValue {
    private static final double DAYS_PER_WEEK = 7;
    private static final double DAYS_PER_YEAR = 365.25;
    private static final int COHORTS = 12;

    private final View view;
    private final CommerceRequest request;
    private final Customers customers;
    private final Rfm rfm;

    CustomerValue(View view, CommerceRequest request, Customers customers) {
        this.view = view;
        this.request = request;
        this.customers = customers;
        this.rfm = Rfm.of(customers);
    }

    RfmGrid rfm() {
        List<Cell> cells = new ArrayList<>();
        Map<RfmSegment, Segment> segments = new EnumMap<>(RfmSegment.class);
        for (Rfm.Cell cell : rfm.grid()) {
            RfmSegment segment = RfmSegment.of(cell.recency(), cell.frequency());
            cells.add(new Cell(cell.recency(), cell.frequency(), segment, cell.persons(), cell.value()));
            if (cell.persons() > 0) {
                segments.merge(
                        segment,
                        new Segment(segment, cell.persons(), cell.value()),
                        (one, other) ->
                                new Segment(segment, one.persons() + other.persons(), one.value() + other.value()));
            }
        }
        return new RfmGrid(
                customers.size(),
                cells,
                segments.values().stream()
                        .sorted(Comparator.comparingLong(segment -> -segment.persons()))
                        .toList(),
                rfm.recencies().stream()
                        .map(range -> new RecencyRange(
                                range.score(), LocalDate.ofEpochDay(range.low()), LocalDate.ofEpochDay(range.high())))
                        .toList(),
                rfm.frequencies().stream()
                        .map(range -> new FrequencyRange(range.score(), range.low(), range.high()))
                        .toList());
    }

    Value value() {
        BuyingPatterns patterns = customers.patterns(endDay(), DAYS_PER_WEEK);
        // Each takes a good part of a second for the first report after a start, so they use all processors.
        Map<Model, Fit<? extends BuyingModel>> fits = Arrays.stream(Model.values())
                .parallel()
                .collect(Collectors.toUnmodifiableMap(model -> model, model -> fit(model, patterns)));
        Fit<? extends BuyingModel> fit = need(Optional.ofNullable(fits.get(request.model())), "model");
        return new Value(
                customers.size(),
                patterns.repeaters(),
                IntStream.range(0, customers.size())
                        .mapToDouble(customers::value)
                        .sum(),
                cohorts(),
                compared(fits),
                fit instanceof Fit.Found<? extends BuyingModel> found
                        ? Optional.of(prediction(found, patterns))
                        : Optional.empty(),
                fit instanceof Fit.NotFound<? extends BuyingModel> none
                        ? Optional.of(new NoPrediction(
                                switch (none.reason()) {
                                    case TOO_FEW_REPEATS -> Reason.TOO_FEW_REPEATS;
                                    case NOT_IDENTIFIED -> Reason.NOT_IDENTIFIED;
                                },
                                patterns.repeaters(),
                                BuyingModel.LEAST_REPEATERS))
                        : Optional.empty());
    }

    private static List<ModelFit> compared(Map<Model, Fit<? extends BuyingModel>> fits) {
        List<ModelFit> found = new ArrayList<>();
        fits.forEach((model, fit) -> {
            if (fit instanceof Fit.Found<? extends BuyingModel> best) {
                double penalty = 2.0 * best.relativeErrors().size();
                found.add(new ModelFit(model, best.logLikelihood(), penalty - 2 * best.logLikelihood()));
            }
        });
        found.sort(Comparator.comparingDouble(ModelFit::akaike));
        return found;
    }

    /** The people behind a figure of customers. */
    BitSet persons(CommerceFigure figure, PeopleQuery query) {
        return switch (figure) {
            case BUYERS -> customers.persons(place -> customers.ordersInRange(place) > 0);
            case REPEAT_BUYERS ->
                customers.persons(place -> customers.ordersInRange(place) > 0 && customers.orders(place) > 1);
            case CUSTOMERS -> customers.persons(place -> true);
            case RFM -> rfm.persons(score(query.recency(), "recency"), score(query.frequency(), "frequency"));
            case RFM_SEGMENT -> {
                RfmSegment segment = need(query.rfmSegment(), "rfmSegment");
                yield customers.persons(place -> RfmSegment.of(rfm.recency(place), rfm.frequency(place)) == segment);
            }
            case RISK -> {
                RiskBand band = need(query.risk(), "risk");
                Forecast forecast = needForecast();
                yield customers.persons(place -> RiskBand.of(forecast.alive(place)) == band);
            }
            case TENTH -> {
                int tenth = query.period()
                        .filter(number -> number >= 1 && number <= Forecast.TENTHS)
                        .orElseThrow(() -> ProblemException.invalid("/period", "'period' must be from 1 to 10"));
                int[] members = needForecast().tenth(tenth);
                BitSet places = new BitSet();
                IntStream.of(members).forEach(places::set);
                yield customers.persons(places::get);
            }
            case COHORT -> {
                LocalDate month = need(query.cohort(), "cohort").withDayOfMonth(1);
                yield customers.persons(place -> LocalDate.ofEpochDay(customers.firstDay(place))
                        .withDayOfMonth(1)
                        .equals(month));
            }
            case CONVERTED, CART_ABANDONED, CHECKOUT_ABANDONED ->
                throw new IllegalArgumentException(figure + " is a figure of sessions");
        };
    }

    private static int score(Optional<Integer> given, String field) {
        return given.filter(score -> score >= 1 && score <= Rfm.SCORES)
                .orElseThrow(() -> ProblemException.invalid("/" + field, "'%s' must be from 1 to 5".formatted(field)));
    }

    private static <T> T need(Optional<T> given, String field) {
        return given.orElseThrow(
                () -> ProblemException.invalid("/" + field, "the people of this figure need '%s'".formatted(field)));
    }

    private Forecast needForecast() {
        BuyingPatterns patterns = customers.patterns(endDay(), DAYS_PER_WEEK);
        if (fit(request.model(), patterns) instanceof Fit.Found<? extends BuyingModel> found) {
            return forecast(found.model(), patterns, spending());
        }
        throw ProblemException.invalid(
                "/figure",
                "nothing is predicted here: too few customers bought again; take an earlier 'from' or model");
    }

    /** The last day of observation: of the scope, or today. */
    private int endDay() {
        LocalDate today = LocalDate.ofInstant(view.now(), view.workspace().timeZone());
        LocalDate last = request.scope().to();
        return Math.toIntExact((last.isBefore(today) ? last : today).toEpochDay());
    }

    private static Fit<? extends BuyingModel> fit(Model model, BuyingPatterns patterns) {
        return switch (model) {
            case BG_NBD -> BgNbd.fit(patterns);
            case MBG_NBD -> MbgNbd.fit(patterns);
            case PARETO_NBD -> ParetoNbd.fit(patterns);
        };
    }

    private Optional<Fit.Found<GammaGamma>> spending() {
        return customers.spending() instanceof Fit.Found<GammaGamma> found
                        && found.model().hasMean()
                ? Optional.of(found)
                : Optional.empty();
    }

    private Forecast forecast(BuyingModel model, BuyingPatterns patterns, Optional<Fit.Found<GammaGamma>> spending) {
        return Forecast.of(
                customers,
                patterns,
                model,
                spending.map(Fit.Found::model),
                request.horizon() / DAYS_PER_WEEK,
                Math.log1p(request.yearlyDiscount()) * DAYS_PER_WEEK / DAYS_PER_YEAR);
    }

    private Prediction prediction(Fit.Found<? extends BuyingModel> found, BuyingPatterns patterns) {
        Optional<Fit.Found<GammaGamma>> spending = spending();
        Forecast forecast = forecast(found.model(), patterns, spending);
        List<Parameter> parameters = switch (found.model()) {
            case BgNbd(double r, double alpha, double a, double b) ->
                parameters(found, List.of("r", "α", "a", "b"), r, alpha, a, b);
            case MbgNbd(double r, double alpha, double a, double b) ->
                parameters(found, List.of("r", "α", "a", "b"), r, alpha, a, b);
            case ParetoNbd(double r, double alpha, double s, double beta) ->
                parameters(found, List.of("r", "α", "s", "β"), r, alpha, s, beta);
        };
        return new Prediction(
                request.model(),
                parameters,
                found.logLikelihood(),
                spending.map(fit -> new Spending(
                        parameters(
                                fit,
                                List.of("p", "q", "v"),
                                fit.model().p(),
                                fit.model().q(),
                                fit.model().v()),
                        fit.logLikelihood(),
                        fit.persons())),
                request.horizon(),
                request.yearlyDiscount(),
                forecast.expectedOrders(),
                forecast.expectedValue(),
                forecast.expectedValue() / customers.size(),
                forecast.risk(),
                forecast.tenths());
    }

    private static List<Parameter> parameters(Fit.Found<?> fit, List<String> names, double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> new Parameter(
                        names.get(i),
                        values[i],
                        Optional.of(fit.relativeErrors().get(i)).filter(Double::isFinite)))
                .toList();
    }

    /** The last twelve months of first orders. */
    private List<Cohort> cohorts() {
        Instant from = request.scope()
                .to()
                .withDayOfMonth(1)
                .minusMonths(COHORTS - 1)
                .atStartOfDay(view.workspace().timeZone())
                .toInstant();
        Periods months = Periods.of(
                from,
                view.end(request.scope()),
                PeriodUnit.MONTH,
                view.workspace().timeZone());
        Purchases.Query query = CommerceReport.purchaseQuery(view, request, months);
        CohortValue fold = new CohortValue(view.snapshot(), query);
        CohortValue.Tally tally = view.snapshot().fold(fold, view.persons(request.scope()));
        return fold.cohorts(tally, view.now()).stream()
                .filter(cohort -> cohort.size() > 0)
                .map(cohort -> new Cohort(
                        months.localStart(cohort.period()).toLocalDate(),
                        cohort.size(),
                        cohort.cells().stream()
                                .filter(cell -> months.startMillis(cohort.period() + cell.period())
                                        <= view.now().toEpochMilli())
                                .map(cell -> new CohortCell(
                                        cell.period(),
                                        cell.buyers(),
                                        cell.cumulated() / cohort.size(),
                                        cell.complete()))
                                .toList()))
                .toList();
    }
}
