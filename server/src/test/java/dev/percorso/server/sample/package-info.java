@NullMarked
package dev.percorso.server.sample;

import org.jspecify.annotations.NullMarked;
