/** E-mail as blocks, and the MJML that they become. */
@NullMarked
package dev.percorso.server.compose.block;

import org.jspecify.annotations.NullMarked;
