/**
 * Process discovery: what directly follows what, and which sequences people really go through.
 *
 * <p>Source of the notions: van der Aalst, "Process Mining: Data Science in Action" (Springer, 2016), chapter 6.
 */
@NullMarked
package dev.percorso.engine.process;

import org.jspecify.annotations.NullMarked;
