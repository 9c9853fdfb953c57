/**
 * From accepted to visible: the durable journal, the projector that reads it in order and exactly once, the projected
 * log for those who follow, the event files and the live journey index of each workspace.
 */
@NullMarked
package dev.percorso.server.journal;

import org.jspecify.annotations.NullMarked;
