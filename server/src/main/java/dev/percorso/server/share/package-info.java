/** Links that show one report or one dashboard to anybody who has them, until they end. */
@NullMarked
package dev.percorso.server.share;

import org.jspecify.annotations.NullMarked;
