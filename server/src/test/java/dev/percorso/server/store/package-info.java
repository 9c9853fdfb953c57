@NullMarked
package dev.percorso.server.store;

import org.jspecify.annotations.NullMarked;
