/** Questions in SQL about one workspace, answered from its event files by DuckDB, which can reach nothing else. */
@NullMarked
package dev.percorso.server.sql;

import org.jspecify.annotations.NullMarked;
