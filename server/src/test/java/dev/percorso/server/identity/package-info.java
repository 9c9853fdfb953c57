@NullMarked
package dev.percorso.server.identity;

import org.jspecify.annotations.NullMarked;
