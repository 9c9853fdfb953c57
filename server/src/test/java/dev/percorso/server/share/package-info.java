@NullMarked
package dev.percorso.server.share;

import org.jspecify.annotations.NullMarked;
