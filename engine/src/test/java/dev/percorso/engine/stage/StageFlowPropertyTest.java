package dev.percorso.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.fold.PeriodUnit;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.fold.World;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class StageFlowPropertyTest {

    private record Answers(
            List<List<Long>> occupancy, List<List<Long>> moves, List<Long> returns, List<List<Double>> stays) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldCountWhatTheHistoriesSay(@ForAll long seed, @ForAll boolean weeks, @ForAll boolean running) {
        World world = World.random(seed);
        StageModel model = StagePropertyTest.model(new Random(seed ^ 0x5eed), world.start);
        Periods periods = Periods.of(world.day(1), world.day(6), weeks ? PeriodUnit.WEEK : PeriodUnit.DAY, World.ROME);
        Instant now = world.day(running ? 4 : 9);

        world.shouldAllSay(byHand(world, model, periods, now), snapshot -> measure(snapshot, model, periods, now));
    }

    private static Answers measure(Snapshot snapshot, StageModel model, Periods periods, Instant now) {
        StageFlow flow = new StageFlow(new StageReplay(snapshot, model), periods, now);
        StageFlow.Tally tally = snapshot.fold(flow);
        int stages = model.stages().size();
        List<List<Long>> occupancy = new ArrayList<>();
        for (int period = 0; period < flow.periodCount(); period++) {
            List<Long> row = new ArrayList<>();
            for (int stage = StageModel.NONE; stage < stages; stage++) {
                row.add(tally.persons(period, stage));
                assertEquals(
                        tally.persons(period, stage),
                        snapshot.fold(flow.personsIn(period, stage)).cardinality());
            }
            occupancy.add(row);
        }
        List<List<Long>> moves = new ArrayList<>();
        List<Long> returns = new ArrayList<>();
        List<List<Double>> stays = new ArrayList<>();
        for (int from = StageModel.NONE; from < stages; from++) {
            for (int to = StageModel.NONE; to < stages; to++) {
                moves.add(List.of(tally.moves(from, to), tally.movers(from, to)));
                assertEquals(
                        tally.movers(from, to),
                        snapshot.fold(flow.personsMoving(from, to)).cardinality());
            }
            returns.add(tally.returns(from));
            stays.add(List.of(tally.stayQuantile(from, 0), tally.stayQuantile(from, 1)));
        }
        return new Answers(occupancy, moves, returns, stays);
    }

    private static Answers byHand(World world, StageModel model, Periods periods, Instant now) {
        long horizon = Math.min(now.toEpochMilli(), world.day(6).toEpochMilli() - 1);
        List<List<IndexedEvent>> journeys = world.journeys().values().stream()
                .filter(journey -> journey.getFirst().time() <= horizon)
                .toList();
        List<List<StageMove>> histories = journeys.stream()
                .map(journey ->
                        StagePropertyTest.byHand(model, journey, horizon).moves())
                .toList();
        List<List<Long>> occupancy = new ArrayList<>();
        for (int period = 0; period < periods.count() && periods.startMillis(period) <= horizon; period++) {
            long end = Math.min(periods.endMillis(period), horizon + 1);
            Long[] row = new Long[model.stages().size() + 1];
            java.util.Arrays.fill(row, 0L);
            for (int i = 0; i < journeys.size(); i++) {
                if (journeys.get(i).getFirst().time() < end) {
                    List<StageMove> before = histories.get(i).stream()
                            .filter(move -> move.timeMillis() < end)
                            .toList();
                    row[before.isEmpty() ? 0 : before.getLast().to() + 1]++;
                }
            }
            occupancy.add(List.of(row));
        }
        long from = world.day(1).toEpochMilli();
        int stages = model.stages().size();
        List<List<Long>> moves = new ArrayList<>();
        List<Long> returns = new ArrayList<>();
        List<List<Double>> stays = new ArrayList<>();
        for (int left = StageModel.NONE; left < stages; left++) {
            int origin = left;
            for (int entered = StageModel.NONE; entered < stages; entered++) {
                int target = entered;
                List<Long> counts = histories.stream()
                        .map(history -> history.stream()
                                .filter(move ->
                                        move.from() == origin && move.to() == target && move.timeMillis() >= from)
                                .count())
                        .toList();
                moves.add(List.of(
                        counts.stream().mapToLong(Long::longValue).sum(),
                        counts.stream().filter(count -> count > 0).count()));
            }
            returns.add(origin == StageModel.NONE ? 0 : returns(histories, origin, from));
            stays.add(stays(histories, origin, from));
        }
        return new Answers(occupancy, moves, returns, stays);
    }

    private static long returns(List<List<StageMove>> histories, int stage, long from) {
        long returns = 0;
        for (List<StageMove> history : histories) {
            for (int i = 0; i < history.size(); i++) {
                StageMove move = history.get(i);
                boolean wasThere = history.subList(0, i).stream().anyMatch(before -> before.to() == stage);
                returns += move.to() == stage && move.timeMillis() >= from && wasThere ? 1 : 0;
            }
        }
        return returns;
    }

    private static List<Double> stays(List<List<StageMove>> histories, int stage, long from) {
        List<Long> stays = new ArrayList<>();
        for (List<StageMove> history : histories) {
            for (int i = 1; i < history.size(); i++) {
                StageMove move = history.get(i);
                if (stage != StageModel.NONE && move.from() == stage && move.timeMillis() >= from) {
                    stays.add(move.timeMillis() - history.get(i - 1).timeMillis());
                }
            }
        }
        if (stays.isEmpty()) {
            return List.of(Double.NaN, Double.NaN);
        }
        return List.of((double) stays.stream().mapToLong(Long::longValue).min().orElseThrow(), (double)
                stays.stream().mapToLong(Long::longValue).max().orElseThrow());
    }
}
