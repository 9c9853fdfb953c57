/**
 * Conditions on persons: a closed, typed tree, evaluated by the same code for everyone (a segment) and for one person
 * (a decision when an event arrives).
 */
@NullMarked
package dev.percorso.engine.segment;

import org.jspecify.annotations.NullMarked;
