@NullMarked
package dev.percorso.server.consent;

import org.jspecify.annotations.NullMarked;
