@NullMarked
package dev.percorso.server;

import org.jspecify.annotations.NullMarked;
