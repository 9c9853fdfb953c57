package dev.percorso.server.analyze;

import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.stage.Stage;
import dev.percorso.engine.stage.StageFlow;
import dev.percorso.engine.stage.StageModel;
import dev.percorso.engine.stage.StageReplay;
import dev.percorso.server.analyze.StagesResult.Figures;
import dev.percorso.server.analyze.StagesResult.Move;
import dev.percorso.server.analyze.StagesResult.Point;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Who is in which stage over time, and how people moved between them. */
final class StagesReport {
    private static final double MILLIS = 1_000;
    private static final double LONG = 0.9;

    private final View view;
    private final StageModel model;

    StagesReport(View view) {
        this.view = view;
        this.model = view.stages()
                .rules(view.id())
                .orElseThrow(() -> ProblemException.of(ErrorCode.NOT_CONFIGURED, "This workspace has no stages"));
    }

    StagesResult run(StagesRequest request) {
        Periods periods = view.periods(request.scope(), request.interval());
        StageFlow flow = flow(periods);
        StageFlow.Tally tally = view.snapshot().fold(flow, view.persons(request.scope()));
        List<String> stages =
                new ArrayList<>(model.stages().stream().map(Stage::name).toList());
        stages.add("");
        List<Point> points = new ArrayList<>();
        for (int period = 0; period < flow.periodCount(); period++) {
            List<Long> persons = new ArrayList<>();
            for (int place = 0; place < model.stages().size(); place++) {
                persons.add(tally.persons(period, place));
            }
            persons.add(tally.persons(period, StageModel.NONE));
            points.add(new Point(
                    View.label(periods, period),
                    persons,
                    periods.endMillis(period) <= view.now().toEpochMilli()));
        }
        return new StagesResult(stages, points, figures(flow, tally), moves(tally));
    }

    private List<Figures> figures(StageFlow flow, StageFlow.Tally tally) {
        List<Figures> figures = new ArrayList<>();
        int size = model.stages().size();
        for (int stage = 0; stage < size; stage++) {
            long entered = tally.moves(StageModel.NONE, stage);
            long advanced = 0;
            long regressed = 0;
            for (int other = 0; other < size; other++) {
                entered += tally.moves(other, stage);
                advanced += other > stage ? tally.moves(stage, other) : 0;
                regressed += other < stage ? tally.moves(stage, other) : 0;
            }
            figures.add(new Figures(
                    model.stages().get(stage).name(),
                    flow.periodCount() == 0 ? 0 : tally.persons(flow.periodCount() - 1, stage),
                    entered,
                    tally.returns(stage),
                    advanced,
                    regressed,
                    tally.moves(stage, StageModel.NONE),
                    seconds(tally.stayQuantile(stage, 0.5)),
                    seconds(tally.stayQuantile(stage, LONG))));
        }
        return figures;
    }

    private static Optional<Double> seconds(double millis) {
        return Double.isNaN(millis) ? Optional.empty() : Optional.of(millis / MILLIS);
    }

    private List<Move> moves(StageFlow.Tally tally) {
        List<Move> moves = new ArrayList<>();
        for (int from = StageModel.NONE; from < model.stages().size(); from++) {
            for (int to = StageModel.NONE; to < model.stages().size(); to++) {
                if (tally.moves(from, to) > 0) {
                    moves.add(new Move(name(from), name(to), tally.moves(from, to), tally.movers(from, to)));
                }
            }
        }
        return moves;
    }

    private String name(int place) {
        return place == StageModel.NONE ? "" : model.stages().get(place).name();
    }

    /** The people in a stage at the end of the period that starts on a day. */
    BitSet in(StagesRequest request, String stage, LocalDate start) {
        Periods periods = view.periods(request.scope(), request.interval());
        StageFlow flow = flow(periods);
        int period = View.periodStarting(periods, start)
                .orElseThrow(() -> ProblemException.invalid(
                        "/cohort",
                        "no period starts on %s; take 'cohort' from the stages report's 'from'".formatted(start)));
        if (period >= flow.periodCount()) {
            throw ProblemException.invalid("/cohort", "the period of %s has not begun".formatted(start));
        }
        return view.snapshot().fold(flow.personsIn(period, place("/stage", stage)), view.persons(request.scope()));
    }

    /** The people who moved from one stage to another in the range. */
    BitSet moving(StagesRequest request, String from, String to) {
        StageFlow flow = flow(view.periods(request.scope(), request.interval()));
        return view.snapshot()
                .fold(flow.personsMoving(place("/stage", from), place("/toStage", to)), view.persons(request.scope()));
    }

    private int place(String field, String stage) {
        int place = model.indexOf(stage);
        if (place == StageModel.NONE && !stage.isEmpty()) {
            throw ProblemException.invalid(
                    field,
                    "there is no stage '%s'; there are %s, and the empty one for none"
                            .formatted(
                                    stage,
                                    model.stages().stream().map(Stage::name).toList()));
        }
        return place;
    }

    private StageFlow flow(Periods periods) {
        return new StageFlow(new StageReplay(view.snapshot(), model), periods, view.now());
    }
}
