/** Campaigns: one message to everybody in a segment. */
@NullMarked
package dev.percorso.server.campaign;

import org.jspecify.annotations.NullMarked;
