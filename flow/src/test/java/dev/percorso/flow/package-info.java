@NullMarked
package dev.percorso.flow;

import org.jspecify.annotations.NullMarked;
