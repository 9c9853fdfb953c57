@NullMarked
package dev.percorso.server.sentiment;

import org.jspecify.annotations.NullMarked;
