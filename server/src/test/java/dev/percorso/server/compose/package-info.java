@NullMarked
package dev.percorso.server.compose;

import org.jspecify.annotations.NullMarked;
