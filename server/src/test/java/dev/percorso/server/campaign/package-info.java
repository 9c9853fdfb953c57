@NullMarked
package dev.percorso.server.campaign;

import org.jspecify.annotations.NullMarked;
