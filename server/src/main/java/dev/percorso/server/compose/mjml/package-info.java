/** MJML with Liquid in it, made into HTML with the Liquid where it was. Knows nothing of templates or brands. */
@NullMarked
package dev.percorso.server.compose.mjml;

import org.jspecify.annotations.NullMarked;
