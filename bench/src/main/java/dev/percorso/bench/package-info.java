@NullMarked
package dev.percorso.bench;

import org.jspecify.annotations.NullMarked;
