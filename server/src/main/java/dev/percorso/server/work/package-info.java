/** Threads that look for work by themselves. */
@NullMarked
package dev.percorso.server.work;

import org.jspecify.annotations.NullMarked;
