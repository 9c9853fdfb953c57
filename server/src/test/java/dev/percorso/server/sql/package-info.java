@NullMarked
package dev.percorso.server.sql;

import org.jspecify.annotations.NullMarked;
