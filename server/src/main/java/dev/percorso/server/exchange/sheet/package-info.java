/** A map drawn on paper: laid out once, in points, and written as PDF, SVG or PNG. */
@NullMarked
package dev.percorso.server.exchange.sheet;

import org.jspecify.annotations.NullMarked;
