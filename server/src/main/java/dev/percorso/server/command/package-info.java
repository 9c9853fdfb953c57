/** The command line: what {@code ./percorso} offers. */
@NullMarked
package dev.percorso.server.command;

import org.jspecify.annotations.NullMarked;
