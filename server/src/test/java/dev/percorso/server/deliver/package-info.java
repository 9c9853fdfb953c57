@NullMarked
package dev.percorso.server.deliver;

import org.jspecify.annotations.NullMarked;
