@NullMarked
package dev.percorso.server.journal;

import org.jspecify.annotations.NullMarked;
