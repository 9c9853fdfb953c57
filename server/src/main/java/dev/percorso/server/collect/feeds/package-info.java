/** Feeds of mentions and reviews that are read from time to time: RSS, Atom and JSON Feed. */
@NullMarked
package dev.percorso.server.collect.feeds;

import org.jspecify.annotations.NullMarked;
