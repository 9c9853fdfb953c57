package dev.percorso.server.orchestrate;

import dev.percorso.flow.Effect;
import dev.percorso.flow.EntryDecision;
import dev.percorso.flow.ExitReason;
import dev.percorso.flow.RunState;
import dev.percorso.server.deliver.SendingForecast;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts of a simulation and who is behind them: a bit per person and step, whatever happens to them. */
final class SimulationTally {
    private static final int MESSAGES_KEPT = 100;
    private static final Comparator<Planned> FIRST =
            Comparator.comparing(Planned::at).thenComparingInt(Planned::person).thenComparing(Planned::step);

    final BitSet looked = new BitSet();
    final BitSet entered = new BitSet();
    final BitSet withoutConsent = new BitSet();
    final Map<TurnChanges.CountKey, Long> counts = new HashMap<>();
    final Map<String, Long> waiting = new HashMap<>();
    final Map<String, BitSet> cameTo = new HashMap<>();
    final Map<String, BitSet> waitingAt = new HashMap<>();
    final Map<String, Long> sent = new HashMap<>();
    final Map<Hold, Long> held = new HashMap<>();
    final Map<EntryDecision.Reason, Long> refused = new EnumMap<>(EntryDecision.Reason.class);
    final Map<ExitReason.Kind, Long> exits = new EnumMap<>(ExitReason.Kind.class);
    final PriorityQueue<Planned> messages = new PriorityQueue<>(FIRST.reversed());

    /** A rule that holds messages of a step back. */
    record Hold(String step, String rule) {}

    /** A message and what would become of it. */
    record Planned(int person, String step, int occurrence, Instant at, SendingForecast.Outlook outlook) {}

    void refuse(EntryDecision.Reason reason) {
        refused.merge(reason, 1L, Long::sum);
    }

    void happened(String flow, int person, Effect effect) {
        switch (effect) {
            case Effect.StartedRun _ -> {
                entered.set(person);
                count(flow, TurnChanges.Count.ENTERED, "", "");
            }
            case Effect.MovedTo moved -> {
                counts.merge(TurnChanges.CountKey.of(flow, moved), 1L, Long::sum);
                set(cameTo, moved.to(), person);
            }
            case Effect.ReachedGoal _ -> count(flow, TurnChanges.Count.GOAL, "", "");
            case Effect.ExitedRun over -> {
                count(flow, TurnChanges.Count.EXITED, "", "");
                exits.merge(over.reason().kind(), 1L, Long::sum);
                if (over.reason().kind() == ExitReason.Kind.HELD_OUT) {
                    count(flow, TurnChanges.Count.HELD_OUT, "", "");
                }
            }
            case Effect.Chose chose -> count(flow, TurnChanges.Count.CHOSEN, chose.step(), chose.label());
            case Effect.ScheduleTimer _,
                    Effect.CancelTimer _,
                    Effect.JoinLine _,
                    Effect.ChangeList _,
                    Effect.IssueCoupon _,
                    Effect.AddPoints _,
                    Effect.Exposed _,
                    Effect.SendMessage _,
                    Effect.CallWebhook _,
                    Effect.AskForPush _,
                    Effect.ShowMessage _,
                    Effect.StartFlow _,
                    Effect.StopFlow _,
                    Effect.SetTrait _ -> {}
        }
    }

    private void count(String flow, TurnChanges.Count kind, String source, String target) {
        counts.merge(new TurnChanges.CountKey(flow, kind, source, target), 1L, Long::sum);
    }

    void message(Planned planned) {
        planned.outlook()
                .skipped()
                .ifPresentOrElse(
                        rule -> held.merge(new Hold(planned.step(), rule), 1L, Long::sum),
                        () -> sent.merge(planned.step(), 1L, Long::sum));
        keep(planned);
    }

    private void keep(Planned planned) {
        messages.add(planned);
        if (messages.size() > MESSAGES_KEPT) {
            messages.remove();
        }
    }

    /** A run that goes on when the period ends. */
    void inside(int person, RunState run) {
        waiting.merge(run.step(), 1L, Long::sum);
        set(waitingAt, run.step(), person);
    }

    private static void set(Map<String, BitSet> sets, String step, int person) {
        sets.computeIfAbsent(step, _ -> new BitSet()).set(person);
    }

    SimulationTally add(SimulationTally other) {
        looked.or(other.looked);
        entered.or(other.entered);
        withoutConsent.or(other.withoutConsent);
        other.counts.forEach((key, count) -> counts.merge(key, count, Long::sum));
        other.waiting.forEach((key, count) -> waiting.merge(key, count, Long::sum));
        other.sent.forEach((key, count) -> sent.merge(key, count, Long::sum));
        other.held.forEach((key, count) -> held.merge(key, count, Long::sum));
        other.refused.forEach((key, count) -> refused.merge(key, count, Long::sum));
        other.exits.forEach((key, count) -> exits.merge(key, count, Long::sum));
        other.cameTo.forEach((step, persons) ->
                cameTo.computeIfAbsent(step, _ -> new BitSet()).or(persons));
        other.waitingAt.forEach((step, persons) ->
                waitingAt.computeIfAbsent(step, _ -> new BitSet()).or(persons));
        other.messages.forEach(this::keep);
        return this;
    }
}
