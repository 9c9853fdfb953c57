@NullMarked
package dev.percorso.server.collect.feeds;

import org.jspecify.annotations.NullMarked;
