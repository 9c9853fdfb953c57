package dev.percorso.server.analyze;

import dev.percorso.engine.fold.Activity;
import dev.percorso.server.analyze.PeopleQuery.Dimension;
import dev.percorso.server.analyze.PeopleQuery.Kind;
import dev.percorso.server.analyze.PeopleQuery.Outcome;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.sentiment.Sentiments;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the people behind a figure, itself for reports and conditions, elsewhere for maps and flows. */
final class PeopleBehind {
    private final Map<Kind, PeopleQuerySource> sources = new EnumMap<>(Kind.class);

    private final Sentiments sentiments;

    PeopleBehind(List<PeopleQuerySource> sources, Sentiments sentiments) {
        this.sentiments = sentiments;
        for (PeopleQuerySource source : sources) {
            source.kinds().forEach(kind -> this.sources.put(kind, source));
        }
    }

    /** People, also where companies are counted: then all of the companies behind the figure. */
    BitSet persons(View view, PeopleQuery query) {
        View counted = query.counted().map(view::counting).orElse(view);
        return counted.people(counted(counted, query));
    }

    private BitSet counted(View view, PeopleQuery query) {
        return switch (query.kind()) {
            case FUNNEL -> funnel(view, query);
            case RETENTION -> retention(view, query);
            case PATHS ->
                new PathsReport(view)
                        .persons(
                                need(query, query.paths(), "paths"),
                                need(query, query.step(), "step"),
                                need(query, query.label(), "label"),
                                query.toLabel());
            case OVERVIEW ->
                new OverviewReport(view)
                        .persons(
                                need(query, query.overview(), "overview"),
                                query.dimension().orElse(Dimension.ALL),
                                query.value());
            case PAGES ->
                new PagesReport(view).persons(need(query, query.pages(), "pages"), need(query, query.value(), "value"));
            case ACQUISITION ->
                new AcquisitionReport(view)
                        .persons(need(query, query.acquisition(), "acquisition"), need(query, query.value(), "value"));
            case STAGES -> stages(view, query);
            case COHORTS ->
                new CohortsReport(view)
                        .persons(
                                need(query, query.retention(), "retention"),
                                need(query, query.value(), "value"),
                                need(query, query.period(), "period"),
                                !isOther(query));
            case LIFECYCLE ->
                new ActivityReport(view)
                        .persons(
                                need(query, query.activity(), "activity"),
                                need(query, query.cohort(), "cohort"),
                                phases(need(query, query.phase(), "phase")));
            case STICKINESS ->
                new ActivityReport(view)
                        .persons(
                                need(query, query.activity(), "activity"),
                                query.period(),
                                query.orMore().orElse(false));
            case COMMERCE ->
                new CommerceReport(view)
                        .persons(
                                need(query, query.commerce(), "commerce"),
                                need(query, query.figure(), "figure"),
                                query);
            case ATTRIBUTION ->
                new AttributionReport(view)
                        .persons(need(query, query.attribution(), "attribution"), need(query, query.label(), "label"));
            case PROCESS ->
                new ProcessMapReport(view)
                        .persons(
                                need(query, query.process(), "process"),
                                query.sequence(),
                                query.label(),
                                query.toLabel());
            case TOGETHER ->
                new TogetherReport(view)
                        .persons(
                                need(query, query.together(), "together"),
                                need(query, query.label(), "label"),
                                need(query, query.toLabel(), "toLabel"));
            case SURVEYS ->
                new SurveysReport(view, sentiments.reading(view.id()))
                        .persons(
                                need(query, query.surveys(), "surveys"),
                                query.label().orElse(""));
            case CONDITION ->
                view.segments()
                        .members(
                                view.id(),
                                view.segments()
                                        .check(view.id(), need(query, query.condition(), "condition"), "/condition"));
            case STAGE, CARD, DEVIATION, MAP_STAGE, CASES, TOUCHPOINT, SURVEY, FLOW_STEP, CAMPAIGN, COUPON, TIER ->
                elsewhere(view, query);
        };
    }

    private static BitSet funnel(View view, PeopleQuery query) {
        FunnelRequest funnel = need(query, query.funnel(), "funnel");
        int step = need(query, query.step(), "step");
        if (step < 1 || step > funnel.steps().size()) {
            throw ProblemException.invalid(
                    "/step",
                    "'step' must be from 1 to %d, not %d"
                            .formatted(funnel.steps().size(), step));
        }
        return new FunnelReport(view).persons(funnel, step, isLost(query, funnel, step), query.value(), query.cohort());
    }

    private static boolean isLost(PeopleQuery query, FunnelRequest funnel, int step) {
        boolean lost = isOther(query);
        int steps = funnel.steps().size();
        if (lost && step == steps) {
            throw ProblemException.invalid(
                    "/outcome", "nobody is lost after the last step; ask for step %d or less".formatted(steps - 1));
        }
        if (lost && funnel.steps().get(step - 1).isOptional()) {
            throw ProblemException.invalid(
                    "/outcome",
                    "nobody is lost after an optional step; ask for step %d".formatted(funnel.mandatoryBefore(step)));
        }
        return lost;
    }

    private static BitSet retention(View view, PeopleQuery query) {
        return new RetentionReport(view)
                .persons(
                        need(query, query.retention(), "retention"),
                        need(query, query.cohort(), "cohort"),
                        need(query, query.period(), "period"),
                        !isOther(query));
    }

    /** Those in a stage at the end of a period, or those who moved from it to another. */
    private static BitSet stages(View view, PeopleQuery query) {
        StagesReport report = new StagesReport(view);
        StagesRequest request = need(query, query.stages(), "stages");
        String stage = need(query, query.stage(), "stage");
        return query.toStage().isPresent()
                ? report.moving(request, stage, query.toStage().get())
                : report.in(request, stage, need(query, query.cohort(), "cohort"));
    }

    private static Set<Activity.Phase> phases(PeopleQuery.Phase phase) {
        return switch (phase) {
            case ACTIVE -> EnumSet.complementOf(EnumSet.of(Activity.Phase.DORMANT));
            case NEWCOMERS -> EnumSet.of(Activity.Phase.NEW);
            case RETURNING -> EnumSet.of(Activity.Phase.RETURNING);
            case RESURRECTING -> EnumSet.of(Activity.Phase.RESURRECTING);
            case DORMANT -> EnumSet.of(Activity.Phase.DORMANT);
        };
    }

    /** Whether the side asked for is those who did not go on. */
    private static boolean isOther(PeopleQuery query) {
        return !query.outcome().orElse(Outcome.CONVERTED).isConverted();
    }

    private BitSet elsewhere(View view, PeopleQuery query) {
        PeopleQuerySource source = sources.get(query.kind());
        if (source == null) {
            throw ProblemException.of(
                    ErrorCode.NOT_CONFIGURED, "This server has nothing that knows the people behind such a figure");
        }
        return source.persons(view.id(), query);
    }

    private static <T> T need(PeopleQuery query, Optional<T> field, String name) {
        return field.orElseThrow(() -> ProblemException.invalid(
                "/" + name,
                "the people of the kind %s need '%s'".formatted(query.kind().json(), name)));
    }
}
