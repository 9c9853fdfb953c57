/** Dashboards: several reports on one page, as a workspace wants to see them every day. */
@NullMarked
package dev.percorso.server.dashboard;

import org.jspecify.annotations.NullMarked;
