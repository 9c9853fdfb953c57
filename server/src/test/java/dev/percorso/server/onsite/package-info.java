@NullMarked
package dev.percorso.server.onsite;

import org.jspecify.annotations.NullMarked;
