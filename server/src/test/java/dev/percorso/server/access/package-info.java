@NullMarked
package dev.percorso.server.access;

import org.jspecify.annotations.NullMarked;
