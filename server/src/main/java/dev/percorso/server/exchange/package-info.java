/** Journey maps as files: what other programs read, what they write, and what can be printed. */
@NullMarked
package dev.percorso.server.exchange;

import org.jspecify.annotations.NullMarked;
