/**
 * What is sent to persons: the outbox, e-mail, suppression and unsubscribing.
 *
 * <p>A message is a row of the outbox, written in the transaction of the step that sends it. Only {@link
 * dev.percorso.server.deliver.Delivery} hands messages over; a row it has claimed is never claimed again, so that a
 * crash loses the answer but never sends twice.
 */
@NullMarked
package dev.percorso.server.deliver;

import org.jspecify.annotations.NullMarked;
