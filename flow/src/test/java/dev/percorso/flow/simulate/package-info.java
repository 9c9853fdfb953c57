@NullMarked
package dev.percorso.flow.simulate;

import org.jspecify.annotations.NullMarked;
