@NullMarked
package dev.percorso.server.privacy;

import org.jspecify.annotations.NullMarked;
