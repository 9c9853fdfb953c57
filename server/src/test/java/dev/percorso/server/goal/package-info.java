@NullMarked
package dev.percorso.server.goal;

import org.jspecify.annotations.NullMarked;
