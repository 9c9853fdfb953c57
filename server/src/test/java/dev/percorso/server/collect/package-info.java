@NullMarked
package dev.percorso.server.collect;

import org.jspecify.annotations.NullMarked;
