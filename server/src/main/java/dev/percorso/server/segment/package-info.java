/** Conditions as JSON, and segments: live sets of persons that a condition defines. */
@NullMarked
package dev.percorso.server.segment;

import org.jspecify.annotations.NullMarked;
