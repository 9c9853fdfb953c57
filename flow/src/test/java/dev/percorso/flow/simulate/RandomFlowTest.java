package dev.percorso.flow.simulate;

import static dev.percorso.flow.FlowFixture.START;
import static dev.percorso.flow.FlowFixture.keyed;
import static dev.percorso.flow.FlowFixture.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.flow.Decision;
import dev.percorso.flow.Effect;
import dev.percorso.flow.Facts;
import dev.percorso.flow.FlowDefinition;
import dev.percorso.flow.FlowEvent;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.FlowVersion;
import dev.percorso.flow.Input;
import dev.percorso.flow.PointsAmount;
import dev.percorso.flow.ReEntry;
import dev.percorso.flow.References;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Situation;
import dev.percorso.flow.Step;
import dev.percorso.flow.Trigger;
import dev.percorso.flow.format.RunStateFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RandomFlowTest {
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final Instant UNTIL = START.plus(Duration.ofHours(40));

    @Property(tries = 500)
    void shouldDoTheSameWhenRestartedAfterEveryStep(@ForAll long seed) {
        RandomFlow source = new RandomFlow(new Random(seed), false);
        FlowVersion flow = version(source.definition());
        List<Moment> life = source.life(4, 60);

        Trace uninterrupted = ScenarioRunner.run(flow, life, UNTIL, ROME);
        Trace restarted =
                ScenarioRunner.run(flow, life, UNTIL, ROME, state -> RunStateFormat.read(RunStateFormat.write(state)));

        assertEquals(uninterrupted, restarted);
    }

    @Property(tries = 500)
    void shouldNeitherLoseNorDoubleAnEffect(@ForAll long seed) {
        RandomFlow source = new RandomFlow(new Random(seed), false);
        FlowVersion flow = version(source.definition());

        Trace trace = ScenarioRunner.run(flow, source.life(4, 60), UNTIL, ROME);

        Map<String, List<Effect>> byRun = new LinkedHashMap<>();
        trace.entries()
                .forEach(entry -> byRun.computeIfAbsent(entry.run(), _ -> new ArrayList<>())
                        .add(entry.effect()));
        for (RunState run : trace.runs()) {
            assertWellFormed(flow.definition(), run, byRun.getOrDefault(run.run(), List.of()));
        }
    }

    private static void assertWellFormed(FlowDefinition flow, RunState run, List<Effect> effects) {
        RunAudit audit = new RunAudit(flow);
        effects.forEach(audit::accept);
        assertTrue(effects.getFirst() instanceof Effect.StartedRun, "a run begins by starting");
        assertEquals(run.step(), audit.step());
        assertEquals(run.active(), !audit.ended());
        assertEquals(run.timer().map(timer -> timer.number()), audit.runningTimer());
        assertEquals(audit.visits(), run.visits());
    }

    @Property(tries = 300)
    void shouldIgnoreEveryTimerButTheRunningOne(@ForAll long seed) {
        RandomFlow source = new RandomFlow(new Random(seed), false);
        FlowMachine machine = new FlowMachine(version(source.definition()));
        List<RunState> states = new ArrayList<>();
        ScenarioRunner.run(machine.flow(), source.life(3, 40), UNTIL, ROME, state -> {
            states.add(state);
            return state;
        });

        for (RunState state : states) {
            for (long number = 0; number <= state.timersUsed() + 1; number++) {
                boolean running =
                        state.timer().isPresent() && state.timer().get().number() == number;
                if (!running) {
                    assertEquals(
                            new Decision(state, List.of()),
                            machine.decide(state, new Input.TimerFired(number), situation(UNTIL)));
                }
            }
        }
    }

    @Property(tries = 1000)
    void shouldAgreeWithTheNaiveInterpreter(@ForAll long seed) {
        RandomFlow source = new RandomFlow(new Random(seed), true);
        FlowDefinition flow = source.definition();
        List<Moment> life = source.life(1, 30);
        List<FlowEvent> events =
                life.stream().map(moment -> ((Moment.Arrives) moment).event()).toList();

        List<String> expected = new NaiveFlow(flow, events, UNTIL).play();
        Trace trace = ScenarioRunner.run(version(flow), life, UNTIL, ROME);

        assertEquals(expected, log(trace));
    }

    /**
     * Without pauses, everybody passes a throttle as soon as they are there, nobody before them is left, and as many
     * before them as the pace allows have passed for as long as it says.
     */
    @Property(tries = 500)
    void shouldLetPeoplePassThrottlesInOrderAsSoonAsThePaceAllows(@ForAll long seed) {
        RandomFlow source = new RandomFlow(new Random(seed), false);
        FlowVersion flow = version(source.definition());
        List<Moment> life = source.life(12, 120).stream()
                .filter(Moment.Arrives.class::isInstance)
                .toList();

        Trace trace = ScenarioRunner.run(flow, life, UNTIL, ROME);

        flow.definition().steps().stream()
                .filter(Step.Throttle.class::isInstance)
                .map(Step.Throttle.class::cast)
                .forEach(throttle -> assertFair(throttle, trace));
    }

    private static void assertFair(Step.Throttle throttle, Trace trace) {
        Map<String, List<Instant>> joined = new HashMap<>();
        List<Instant> passed = new ArrayList<>();
        List<Instant> due = new ArrayList<>();
        Instant lastJoined = Instant.MIN;
        for (Trace.Entry entry : trace.entries()) {
            if (entry.effect() instanceof Effect.JoinLine join && join.step().equals(throttle.id())) {
                joined.computeIfAbsent(entry.run(), _ -> new ArrayList<>()).add(entry.at());
            }
            if (entry.effect() instanceof Effect.MovedTo moved && moved.from().equals(throttle.id())) {
                Instant since = joined.getOrDefault(entry.run(), List.of()).getLast();
                assertTrue(!since.isBefore(lastJoined), "first come, first served");
                lastJoined = since;
                Instant soonest = since;
                int most = throttle.pace().most();
                if (passed.size() >= most) {
                    Instant free = passed.get(passed.size() - most)
                            .plus(throttle.pace().per());
                    soonest = free.isAfter(soonest) ? free : soonest;
                }
                passed.add(entry.at());
                due.add(soonest);
            }
        }
        assertEquals(due, passed);
    }

    /** Until the decision the same person gets the same way in every run; whoever comes after it takes the winner. */
    @Property(tries = 300)
    void shouldKeepEverybodyOnTheirWayOfAnExperimentAndSendLaterPeopleOnTheWinner(@ForAll long seed) {
        RandomFlow source = new RandomFlow(new Random(seed), false);
        FlowVersion flow = version(source.definition());
        // While the server is down the clock runs ahead of what is played.
        List<Moment> life = source.life(6, 100).stream()
                .filter(moment -> !(moment instanceof Moment.Down))
                .toList();

        Trace trace = ScenarioRunner.run(flow, life, UNTIL, ROME);

        for (Step step : flow.definition().steps()) {
            if (step instanceof Step.Experiment experiment) {
                assertAssigned(experiment, life, trace);
            }
        }
    }

    private static void assertAssigned(Step.Experiment experiment, List<Moment> life, Trace trace) {
        Optional<Moment.Decides> decision = life.stream()
                .filter(Moment.Decides.class::isInstance)
                .map(Moment.Decides.class::cast)
                .filter(decides -> experiment.takesWinner() && decides.step().equals(experiment.id()))
                .findFirst();
        Map<String, String> byPerson = new HashMap<>();
        Map<String, String> byRun = new HashMap<>();
        for (Trace.Entry entry : trace.entries()) {
            if (entry.effect() instanceof Effect.Exposed exposed
                    && exposed.step().equals(experiment.id())) {
                assertEquals(exposed.variant(), byPerson.computeIfAbsent(entry.person(), _ -> exposed.variant()));
            }
            if (entry.effect() instanceof Effect.Chose chose && chose.step().equals(experiment.id())) {
                byRun.put(entry.run(), chose.label());
                if (decision.isPresent() && entry.at().isAfter(decision.get().at())) {
                    assertEquals(decision.get().winner(), chose.label());
                }
            }
            if (entry.effect() instanceof Effect.MovedTo moved && moved.from().equals(experiment.id())) {
                assertEquals(byRun.get(entry.run()), moved.outlet());
            }
        }
    }

    /** As many as there are codes get one of their own, first come first served; the others go the other way. */
    @Property(tries = 500)
    void shouldGiveEveryCodeOnceAndLoseNone(@ForAll long seed) {
        RandomFlow source = new RandomFlow(new Random(seed), false);
        FlowMachine machine = new FlowMachine(version(source.definition()));
        int stock = (int) Math.floorMod(seed, 6L);
        List<Moment> life = new ArrayList<>(List.of(new Moment.Stocks(START.minusSeconds(1), "pool", stock)));
        life.addAll(source.life(6, 80).stream()
                .filter(moment -> !(moment instanceof Moment.Stocks))
                .toList());
        Map<Object, String> runOfCode = new HashMap<>();

        Trace trace = ScenarioRunner.run(machine.flow(), life, UNTIL, ROME, state -> {
            Optional.ofNullable(state.memory().coupon().get("code"))
                    .ifPresent(code -> assertEquals(state.run(), runOfCode.computeIfAbsent(code, _ -> state.run())));
            assertDeafToOldAnswers(machine, state);
            return RunStateFormat.read(RunStateFormat.write(state));
        });

        assertEquals(Math.min(stock, asked(machine, trace, stock)), runOfCode.size());
    }

    /** Told twice after a crash, or told what it no longer waits for, a run stays as it is. */
    private static void assertDeafToOldAnswers(FlowMachine machine, RunState state) {
        state.visits().forEach((step, visits) -> {
            for (int occurrence = 1; occurrence <= visits; occurrence++) {
                boolean waits = state.active()
                        && state.step().equals(step)
                        && machine.flow().findStep(step).orElseThrow() instanceof Step.IssueCoupon
                        && state.heldOutlet().isEmpty()
                        && occurrence == visits;
                Input told = new Input.CouponGiven(step, occurrence, Map.of("code", "twice"));
                assertEquals(
                        !waits, machine.decide(state, told, situation(UNTIL)).equals(new Decision(state, List.of())));
            }
        });
    }

    /** How many asked for a code; everybody must have left by the way that the stock then allowed. */
    private static int asked(FlowMachine machine, Trace trace, int stock) {
        int asked = 0;
        Map<String, String> outlets = new HashMap<>();
        for (Trace.Entry entry : trace.entries()) {
            if (entry.effect() instanceof Effect.IssueCoupon) {
                asked++;
                outlets.put(entry.run(), asked <= stock ? Step.NEXT : Step.OTHERWISE);
            }
            if (entry.effect() instanceof Effect.MovedTo moved
                    && machine.flow().findStep(moved.from()).orElseThrow() instanceof Step.IssueCoupon) {
                assertEquals(outlets.get(entry.run()), moved.outlet());
            }
        }
        return asked;
    }

    /** Every passage adds its points once, also across restarts: whole points by whole numbers. */
    @Property(tries = 300)
    void shouldAddThePointsOfEveryPassageOnce(@ForAll long seed) {
        RandomFlow source = new RandomFlow(new Random(seed), false);
        FlowVersion flow = version(source.definition());

        Trace trace = ScenarioRunner.run(
                flow, source.life(4, 60), UNTIL, ROME, state -> RunStateFormat.read(RunStateFormat.write(state)));

        Map<String, Long> added = new HashMap<>();
        trace.entries().forEach(entry -> {
            if (entry.effect() instanceof Effect.AddPoints add) {
                assertTrue(add.points() != 0, "nothing is added by no points");
                added.merge(entry.run(), add.points(), Long::sum);
            }
        });
        for (RunState run : trace.runs()) {
            assertEquals(expectedPoints(flow.definition(), run), added.getOrDefault(run.run(), 0L));
        }
    }

    private static long expectedPoints(FlowDefinition flow, RunState run) {
        long points = 0;
        for (Step step : flow.steps()) {
            if (step instanceof Step.AddPoints add) {
                long each = switch (add.amount()) {
                    case PointsAmount.Fixed fixed -> fixed.points();
                    case PointsAmount.OfProperty of -> {
                        Object n = run.entry()
                                .map(FlowEvent::properties)
                                .orElse(Map.of())
                                .get("n");
                        yield n == null
                                ? 0
                                : ((Number) n).longValue()
                                        * of.factor().unscaledValue().longValue()
                                        / 10;
                    }
                };
                points += each * run.visits().getOrDefault(step.id(), 0);
            }
        }
        return points;
    }

    /** What happens about one key is what would happen if there were no other. */
    @Property(tries = 300)
    void shouldKeepRunsOfDifferentKeysApart(@ForAll long seed) {
        RandomFlow source = new RandomFlow(new Random(seed), false);
        FlowDefinition plain = source.definition();
        List<Moment> life = source.life(1, 80);
        // Lines and codes are for everybody together, one policy looks at all keys, and only events have them.
        boolean isApart = !(plain.reEntry() instanceof ReEntry.OnlyAfterExit)
                && plain.steps().stream()
                        .noneMatch(step -> step instanceof Step.Throttle
                                || step instanceof Step.IssueCoupon
                                || (step instanceof Step.Entry entry && !(entry.on() instanceof Trigger.OnEvent)));
        if (!isApart) {
            return;
        }
        FlowVersion flow = version(keyed(plain, "n"));

        Map<String, List<String>> together = byKey(ScenarioRunner.run(flow, life, UNTIL, ROME));

        for (int key = 0; key < 10; key++) {
            String only = Integer.toString(key);
            List<Moment> ofKey = life.stream()
                    .filter(moment -> !(moment instanceof Moment.Arrives arrives)
                            || String.valueOf(arrives.event().properties().getOrDefault("n", only))
                                    .equals(only))
                    .toList();
            assertEquals(
                    byKey(ScenarioRunner.run(flow, ofKey, UNTIL, ROME)),
                    together.containsKey(only) ? Map.of(only, together.getOrDefault(only, List.of())) : Map.of());
        }
    }

    private static Map<String, List<String>> byKey(Trace trace) {
        Map<String, String> keys = new HashMap<>();
        trace.runs().forEach(run -> keys.put(run.run(), run.key()));
        Map<String, List<String>> byKey = new HashMap<>();
        trace.entries()
                .forEach(entry -> byKey.computeIfAbsent(String.valueOf(keys.get(entry.run())), _ -> new ArrayList<>())
                        .add(entry.at() + " " + entry.effect()));
        return byKey;
    }

    /** Somebody moved during a pause has nothing done to them, and then what would have been done at once. */
    @Property(tries = 200)
    void shouldHoldWhoIsMovedToAnotherVersionDuringAPause(@ForAll long seed) {
        Random random = new Random(seed);
        RandomFlow source = new RandomFlow(random, false);
        FlowVersion first = version(source.definition());
        FlowMachine second = new FlowMachine(FlowVersion.of(source.definition(), 2, References.unchecked()));
        List<String> targets = second.flow().definition().steps().stream()
                .filter(step -> !(step instanceof Step.Entry))
                .map(Step::id)
                .toList();
        List<RunState> states = new ArrayList<>();
        ScenarioRunner.run(first, source.life(3, 40), UNTIL, ROME, state -> {
            states.add(state);
            return state;
        });
        Situation paused = new Situation(UNTIL, situation(UNTIL).facts(), true);

        for (RunState state : states) {
            if (state.active() && state.heldOutlet().isEmpty()) {
                Map<String, String> map = Map.of(state.step(), targets.get(random.nextInt(targets.size())));
                boolean retime = random.nextBoolean();
                Decision free = second.transfer(state, map, retime, situation(UNTIL));
                Decision held = second.transfer(state, map, retime, paused);
                RunState stored = RunStateFormat.read(RunStateFormat.write(held.state()));
                Decision resumed = stored.heldOutlet().isEmpty()
                        ? new Decision(stored, List.of())
                        : second.decide(stored, new Input.Resumed(), situation(UNTIL));

                assertEquals(List.of(), acts(held));
                assertEquals(acts(free), acts(resumed));
                assertEquals(free.state().step(), resumed.state().step());
                assertEquals(free.state().visits(), resumed.state().visits());
                assertEquals(
                        free.state().timer().map(timer -> timer.due()),
                        resumed.state().timer().map(timer -> timer.due()));
            }
        }
    }

    /** What is done to a person or for them. */
    private static List<Effect> acts(Decision decision) {
        return decision.effects().stream()
                .filter(effect -> !(effect instanceof Effect.MovedTo
                        || effect instanceof Effect.ScheduleTimer
                        || effect instanceof Effect.CancelTimer))
                .toList();
    }

    private static List<String> log(Trace trace) {
        List<String> log = new ArrayList<>();
        for (Trace.Entry entry : trace.entries()) {
            if (entry.effect() instanceof Effect.SendMessage mail) {
                log.add("mail " + mail.step() + "/" + mail.occurrence() + " at " + entry.at());
            }
            if (entry.effect() instanceof Effect.ExitedRun exited) {
                log.add(exited.reason().kind() + " at " + entry.at());
            }
        }
        return log;
    }

    private static Situation situation(Instant now) {
        return Situation.of(now, new Facts() {
            @Override
            public boolean holds(String expression) {
                return true;
            }

            @Override
            public ZoneId zone() {
                return ROME;
            }
        });
    }

    @Property(tries = 10)
    void shouldCoverTheInterestingCases(@ForAll long seed) {
        // Five hundred random flows together must send, time out, exit and reach goals; else the generator is broken.
        Map<String, Integer> kinds = new HashMap<>();
        for (int index = 0; index < 500; index++) {
            RandomFlow source = new RandomFlow(new Random(seed + index), false);
            ScenarioRunner.run(version(source.definition()), source.life(4, 60), UNTIL, ROME)
                    .entries()
                    .forEach(entry -> kinds.merge(entry.effect().getClass().getSimpleName(), 1, Integer::sum));
        }
        assertTrue(
                kinds.keySet()
                        .containsAll(List.of(
                                "StartedRun",
                                "SendMessage",
                                "ScheduleTimer",
                                "CancelTimer",
                                "JoinLine",
                                "ChangeList",
                                "CallWebhook",
                                "IssueCoupon",
                                "AddPoints",
                                "Chose",
                                "Exposed",
                                "ReachedGoal",
                                "ExitedRun")),
                kinds.toString());
    }
}
