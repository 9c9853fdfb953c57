/** Alerts: a figure of a report that is watched, and says so when it leaves its bounds. */
@NullMarked
package dev.percorso.server.alert;

import org.jspecify.annotations.NullMarked;
