package dev.percorso.server.orchestrate;

import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Input;

/**
 * An input for one person in one flow.
 *
 * @param run whom it is for; the run that it may start, if it is an entry
 * @param starts whether it is an entry
 */
record GivenInput(String flow, String run, int person, boolean starts, Input input) {
    /** An input that may start a run, which is named after what brought it about. */
    static GivenInput entry(FlowMachine machine, int person, Input input, String cause) {
        String flow = machine.flow().flowId();
        return new GivenInput(flow, flow + "." + person + "." + cause, person, true, input);
    }

    /** Whether nobody gives it a second time: timers stay due and so do turns in a line, and looks are taken again. */
    static boolean isGivenOnce(Input input) {
        return !(input instanceof Input.TimerFired
                || input instanceof Input.LookedAt
                || input instanceof Input.Resumed
                || input instanceof Input.Admitted);
    }
}
