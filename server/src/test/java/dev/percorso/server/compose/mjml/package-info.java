@NullMarked
package dev.percorso.server.compose.mjml;

import org.jspecify.annotations.NullMarked;
