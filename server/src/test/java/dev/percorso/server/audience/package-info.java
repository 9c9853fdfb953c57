@NullMarked
package dev.percorso.server.audience;

import org.jspecify.annotations.NullMarked;
