/** What every CSV file that comes in or goes out has in common. */
@NullMarked
package dev.percorso.server.csv;

import org.jspecify.annotations.NullMarked;
