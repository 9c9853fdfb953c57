@NullMarked
package dev.percorso.server.map;

import org.jspecify.annotations.NullMarked;
