@NullMarked
package dev.percorso.server.people;

import org.jspecify.annotations.NullMarked;
