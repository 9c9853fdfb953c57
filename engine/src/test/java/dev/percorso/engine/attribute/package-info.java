@NullMarked
package dev.percorso.engine.attribute;

import org.jspecify.annotations.NullMarked;
