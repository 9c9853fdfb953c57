@NullMarked
package dev.percorso.server.outward;

import org.jspecify.annotations.NullMarked;
