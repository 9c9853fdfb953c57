@NullMarked
package dev.percorso.server.collect.connect;

import org.jspecify.annotations.NullMarked;
