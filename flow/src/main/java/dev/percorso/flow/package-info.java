/**
 * Flows: automations that move persons through steps and send messages.
 *
 * <p>Read in this order: {@link dev.percorso.flow.FlowDefinition} (what an editor draws), {@link
 * dev.percorso.flow.FlowCheck} (what is wrong with it), {@link dev.percorso.flow.FlowVersion} (a checked, immutable
 * version), {@link dev.percorso.flow.RunState} (where one person is) and {@link dev.percorso.flow.FlowMachine} (one
 * input makes the next state and the effects to carry out). Nothing here reads a clock, a disk or a network: the caller
 * stores the state and carries out the effects in one transaction.
 */
@NullMarked
package dev.percorso.flow;

import org.jspecify.annotations.NullMarked;
