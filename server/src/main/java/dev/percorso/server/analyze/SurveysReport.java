package dev.percorso.server.analyze;

import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.server.analyze.SurveysResult.Comment;
import dev.percorso.server.analyze.SurveysResult.Group;
import dev.percorso.server.analyze.SurveysResult.Point;
import dev.percorso.server.sentiment.Sentiment;
import dev.percorso.server.sentiment.Sentiments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** How satisfied people say they are: scores by kind, over time, by stage, touchpoint and survey, and what they write. */
final class SurveysReport {
    private static final int MOST_COMMENTS = 100;
    private static final Comparator<SurveyAnswer> NEWEST = Comparator.comparingLong(SurveyAnswer::time)
            .thenComparingLong(SurveyAnswer::event)
            .reversed();

    private final View view;
    private final Sentiments.Reading sounds;

    SurveysReport(View view, Sentiments.Reading sounds) {
        this.view = view;
        this.sounds = sounds;
    }

    SurveysResult run(SurveysRequest request) {
        Tally tally = fold(request, request.scope());
        List<SurveyScore> kinds = tally.kinds();
        Optional<SurveyKind> kind = request.kind()
                .or(() -> kinds.stream()
                        .filter(score -> score.kind() != SurveyKind.TEXT)
                        .map(SurveyScore::kind)
                        .findFirst());
        Periods periods = view.periods(request.scope(), request.interval());
        return new SurveysResult(
                kinds,
                request.scope().compared().map(scope -> fold(request, scope).kinds()),
                kind,
                kind.map(chosen -> trend(tally, chosen, periods)).orElse(List.of()),
                kind.map(chosen -> tally.groups(Dimension.STAGE, chosen)).orElse(List.of()),
                kind.map(chosen -> tally.groups(Dimension.TOUCHPOINT, chosen)).orElse(List.of()),
                kind.map(chosen -> tally.groups(Dimension.SURVEY, chosen)).orElse(List.of()),
                tally.texts.score(),
                tally.comments.stream()
                        .sorted(NEWEST)
                        .limit(MOST_COMMENTS)
                        .map(this::comment)
                        .toList());
    }

    /** The persons with an answer of the request's kind that is in the group, see {@link SurveyTally#isIn}. */
    BitSet persons(SurveysRequest request, String group) {
        SurveyReader reader = reader(request.scope());
        long from = view.start(request.scope()).toEpochMilli();
        long to = view.end(request.scope()).toEpochMilli();
        return view.snapshot()
                .fold(
                        new PersonsFold(
                                reader,
                                from,
                                to,
                                answer -> request.takes(answer)
                                        && request.kind()
                                                .map(kind -> kind == SurveyKind.TEXT || kind == answer.kind())
                                                .orElse(true)
                                        && SurveyTally.isIn(group, answer, sound(answer))),
                        view.persons(request.scope()));
    }

    private Sentiment sound(SurveyAnswer answer) {
        return answer.text().isBlank() ? Sentiment.NEUTRAL : sounds.of(answer.event(), answer.text());
    }

    private SurveyReader reader(Scope scope) {
        return new SurveyReader(view.snapshot(), view.stages().rules(view.id()), scope.where(), view.now());
    }

    private Tally fold(SurveysRequest request, Scope scope) {
        return view.snapshot().fold(new SurveyFold(request, scope), view.persons(scope));
    }

    private List<Point> trend(Tally tally, SurveyKind kind, Periods periods) {
        List<Point> points = new ArrayList<>();
        for (int period = 0; period < periods.count(); period++) {
            points.add(new Point(
                    View.label(periods, period),
                    Optional.ofNullable(tally.cells.get(new Cell(Dimension.PERIOD, Integer.toString(period), kind)))
                            .map(SurveyTally::score),
                    periods.endMillis(period) <= view.now().toEpochMilli()));
        }
        return points;
    }

    private Comment comment(SurveyAnswer answer) {
        OptionalDouble score = answer.score();
        return new Comment(
                Long.toString(answer.event()),
                Integer.toString(answer.person()),
                Instant.ofEpochMilli(answer.time()),
                answer.kind(),
                score.isPresent() ? Optional.of(score.getAsDouble()) : Optional.empty(),
                answer.survey(),
                answer.touchpoint(),
                answer.stage(),
                answer.text(),
                sound(answer),
                sounds.edited(answer.event()).isPresent());
    }

    /** By what answers are put together. */
    private enum Dimension {
        ALL,
        PERIOD,
        STAGE,
        TOUCHPOINT,
        SURVEY
    }

    private record Cell(Dimension dimension, String value, SurveyKind kind) {}

    /** What one worker has counted. */
    private static final class Tally {
        private final Map<Cell, SurveyTally> cells = new HashMap<>();
        private final SurveyTally texts = new SurveyTally(SurveyKind.TEXT);
        private final List<SurveyAnswer> comments = new ArrayList<>();

        void add(Dimension dimension, String value, SurveyAnswer answer, Sentiment sentiment) {
            cells.computeIfAbsent(new Cell(dimension, value, answer.kind()), cell -> new SurveyTally(cell.kind()))
                    .add(answer, sentiment);
        }

        List<SurveyScore> kinds() {
            return cells.entrySet().stream()
                    .filter(entry -> entry.getKey().dimension() == Dimension.ALL)
                    .map(entry -> entry.getValue().score())
                    .sorted(Comparator.comparingLong(SurveyScore::answers)
                            .reversed()
                            .thenComparing(SurveyScore::kind))
                    .toList();
        }

        List<Group> groups(Dimension dimension, SurveyKind kind) {
            return cells.entrySet().stream()
                    .filter(entry -> entry.getKey().dimension() == dimension
                            && entry.getKey().kind() == kind)
                    .map(entry ->
                            new Group(entry.getKey().value(), entry.getValue().score()))
                    .sorted(Comparator.<Group>comparingLong(
                                    group -> -group.score().answers())
                            .thenComparing(Group::value))
                    .toList();
        }

        void trim() {
            comments.sort(NEWEST);
            if (comments.size() > MOST_COMMENTS) {
                comments.subList(MOST_COMMENTS, comments.size()).clear();
            }
        }
    }

    /** Counts answers; not static, since how texts sound is asked of the report. */
    private final class SurveyFold implements Fold<Tally> {
        private final SurveysRequest request;
        private final SurveyReader reader;
        private final Periods periods;
        private final long from;
        private final long to;

        SurveyFold(SurveysRequest request, Scope scope) {
            this.request = request;
            this.reader = reader(scope);
            this.periods = view.periods(scope, request.interval());
            this.from = view.start(scope).toEpochMilli();
            this.to = view.end(scope).toEpochMilli();
        }

        @Override
        public Tally newAccumulator() {
            return new Tally();
        }

        @Override
        public void accept(Journey journey, Tally tally) {
            reader.read(journey, from, to, answer -> {
                if (request.takes(answer)) {
                    count(answer, tally);
                }
            });
        }

        private void count(SurveyAnswer answer, Tally tally) {
            Sentiment sentiment = sound(answer);
            tally.add(Dimension.ALL, "", answer, sentiment);
            tally.add(Dimension.PERIOD, Integer.toString(periods.indexOf(answer.time())), answer, sentiment);
            tally.add(Dimension.STAGE, answer.stage(), answer, sentiment);
            tally.add(Dimension.TOUCHPOINT, answer.touchpoint(), answer, sentiment);
            tally.add(Dimension.SURVEY, answer.survey(), answer, sentiment);
            if (!answer.text().isBlank()) {
                tally.texts.add(answer, sentiment);
                tally.comments.add(answer);
                if (tally.comments.size() > 4 * MOST_COMMENTS) {
                    tally.trim();
                }
            }
        }

        @Override
        public Tally combine(Tally left, Tally right) {
            right.cells.forEach((cell, counted) -> left.cells.merge(cell, counted, SurveyTally::merge));
            left.texts.merge(right.texts);
            left.comments.addAll(right.comments);
            left.trim();
            return left;
        }
    }

    /** Those with an answer that passes. */
    private record PersonsFold(SurveyReader reader, long from, long to, Predicate<SurveyAnswer> test)
            implements Fold<BitSet> {
        @Override
        public BitSet newAccumulator() {
            return new BitSet();
        }

        @Override
        public void accept(Journey journey, BitSet persons) {
            reader.read(journey, from, to, answer -> {
                if (test.test(answer)) {
                    persons.set(answer.person());
                }
            });
        }

        @Override
        public BitSet combine(BitSet left, BitSet right) {
            left.or(right);
            return left;
        }
    }
}
