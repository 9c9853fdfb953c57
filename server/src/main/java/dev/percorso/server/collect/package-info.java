/** Where events come from: sources and their keys, the Segment HTTP API, dead letters, the web tag. */
@NullMarked
package dev.percorso.server.collect;

import org.jspecify.annotations.NullMarked;
