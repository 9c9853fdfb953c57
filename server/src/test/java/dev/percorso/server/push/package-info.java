@NullMarked
package dev.percorso.server.push;

import org.jspecify.annotations.NullMarked;
