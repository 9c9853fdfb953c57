/** Goals: a figure of a report with a target and a date. */
@NullMarked
package dev.percorso.server.goal;

import org.jspecify.annotations.NullMarked;
