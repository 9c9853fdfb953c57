@NullMarked
package dev.percorso.server.orchestrate;

import org.jspecify.annotations.NullMarked;
