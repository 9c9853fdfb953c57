/** What e-mail says: templates with their languages and versions, the brand, and what makes HTML of them. */
@NullMarked
package dev.percorso.server.compose;

import org.jspecify.annotations.NullMarked;
