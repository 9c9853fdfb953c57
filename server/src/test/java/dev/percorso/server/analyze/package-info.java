@NullMarked
package dev.percorso.server.analyze;

import org.jspecify.annotations.NullMarked;
