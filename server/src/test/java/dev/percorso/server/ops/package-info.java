@NullMarked
package dev.percorso.server.ops;

import org.jspecify.annotations.NullMarked;
