/** Databases, migrations and event files. Knows no capability. */
@NullMarked
package dev.percorso.server.store;

import org.jspecify.annotations.NullMarked;
