@NullMarked
package dev.percorso.server.compose.block;

import org.jspecify.annotations.NullMarked;
