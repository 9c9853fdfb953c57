@NullMarked
package dev.percorso.server.collect.protocol;

import org.jspecify.annotations.NullMarked;
