@NullMarked
package dev.percorso.server.dashboard;

import org.jspecify.annotations.NullMarked;
