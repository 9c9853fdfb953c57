/** Lists that people are put on by hand, by file, by the API or by flows. */
@NullMarked
package dev.percorso.server.list;

import org.jspecify.annotations.NullMarked;
