@NullMarked
package dev.percorso.liquid;

import org.jspecify.annotations.NullMarked;
