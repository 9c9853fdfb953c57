package dev.percorso.flow.simulate;

import dev.percorso.flow.Delay;
import dev.percorso.flow.FlowDefinition;
import dev.percorso.flow.FlowEvent;
import dev.percorso.flow.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays one person through a flow by looking at the whole life at once, with no state, timers or inputs. Knows waits,
 * waits for one event since the step, branches and switches on the entry event, e-mails, one exit rule on "d" and a goal on "c".
 */
final class NaiveFlow {
    private final Map<String, Step> steps = new HashMap<>();
    private final boolean exitsOnD;
    private final List<FlowEvent> life;
    private final Instant until;
    private final List<String> log = new ArrayList<>();
    private final Map<String, Integer> sent = new HashMap<>();

    NaiveFlow(FlowDefinition flow, List<FlowEvent> life, Instant until) {
        flow.steps().forEach(step -> steps.put(step.id(), step));
        this.exitsOnD = !flow.exitRules().isEmpty();
        this.life = life;
        this.until = until;
    }

    /** Messages and the ending, each with its time. */
    List<String> play() {
        for (int index = 0; index < life.size(); index++) {
            if (life.get(index).name().equals("a")) {
                walk(life.get(index), index + 1);
                return log;
            }
        }
        return log;
    }

    private void walk(FlowEvent entry, int firstIndex) {
        String at = "s0";
        if (!steps.containsKey(at)) {
            at = "exit";
        }
        Instant now = entry.at();
        int next = firstIndex;
        while (true) {
            Step step = java.util.Objects.requireNonNull(steps.get(at));
            Instant due;
            String wanted = "";
            switch (step) {
                case Step.Exit _ -> {
                    log.add("COMPLETED at " + now);
                    return;
                }
                case Step.SendEmail email -> {
                    log.add("mail " + at + "/" + sent.merge(at, 1, Integer::sum) + " at " + now);
                    at = email.next();
                    continue;
                }
                case Step.Branch branch -> {
                    at = branch.condition().holds(new NoFacts(), Optional.of(entry)) ? branch.yes() : branch.no();
                    continue;
                }
                case Step.Switch choice -> {
                    String value = String.valueOf(entry.properties().get("n"));
                    String way = choice.otherwise();
                    for (Step.Way each : choice.ways().reversed()) {
                        way = each.values().contains(value) ? each.next() : way;
                    }
                    at = way;
                    continue;
                }
                case Step.Wait wait -> due = now.plus(((Delay.For) wait.delay()).duration());
                case Step.WaitUntilEvent wait -> {
                    due = now.plus(wait.timeout());
                    wanted = wait.match().event();
                }
                default -> throw new IllegalStateException("not a step of the subset: " + at);
            }
            int came = -1;
            while (next < life.size() && life.get(next).at().isBefore(due) && came < 0) {
                FlowEvent event = life.get(next++);
                if (exitsOnD && event.name().equals("d")) {
                    log.add("EXIT_RULE at " + event.at());
                    return;
                }
                came = event.name().equals(wanted) ? next - 1 : -1;
            }
            if (came >= 0) {
                now = life.get(came).at();
                at = ((Step.WaitUntilEvent) step).next();
            } else if (due.isAfter(until)) {
                return;
            } else {
                now = due;
                at = step.paths().getLast().target();
            }
        }
    }

    private record NoFacts() implements dev.percorso.flow.Facts {
        @Override
        public boolean holds(String expression) {
            return false;
        }

        @Override
        public java.time.ZoneId zone() {
            return java.time.ZoneOffset.UTC;
        }
    }
}
