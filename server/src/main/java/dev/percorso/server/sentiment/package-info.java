/** Whether a text is friendly: a scorer for English and Italian, and what people put right by hand. */
@NullMarked
package dev.percorso.server.sentiment;

import org.jspecify.annotations.NullMarked;
