@NullMarked
package dev.percorso.server.segment;

import org.jspecify.annotations.NullMarked;
