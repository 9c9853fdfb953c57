@NullMarked
package dev.percorso.server.alert;

import org.jspecify.annotations.NullMarked;
