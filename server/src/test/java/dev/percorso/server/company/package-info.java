@NullMarked
package dev.percorso.server.company;

import org.jspecify.annotations.NullMarked;
