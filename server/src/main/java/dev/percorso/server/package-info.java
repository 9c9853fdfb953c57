/** The product: one runnable jar. {@link dev.percorso.server.Percorso} puts its parts together. */
@NullMarked
package dev.percorso.server;

import org.jspecify.annotations.NullMarked;
