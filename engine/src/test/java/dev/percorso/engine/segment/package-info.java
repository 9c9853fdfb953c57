@NullMarked
package dev.percorso.engine.segment;

import org.jspecify.annotations.NullMarked;
