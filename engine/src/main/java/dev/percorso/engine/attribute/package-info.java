/** Attribution: how much of what conversions are worth each channel on the way to them has earned. */
@NullMarked
package dev.percorso.engine.attribute;

import org.jspecify.annotations.NullMarked;
