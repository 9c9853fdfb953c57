@NullMarked
package dev.percorso.server.digest;

import org.jspecify.annotations.NullMarked;
