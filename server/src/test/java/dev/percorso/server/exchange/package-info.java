@NullMarked
package dev.percorso.server.exchange;

import org.jspecify.annotations.NullMarked;
