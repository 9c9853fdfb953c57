/** What a person may ask for and what the law does: access exports, erasures, retention limits. */
@NullMarked
package dev.percorso.server.privacy;

import org.jspecify.annotations.NullMarked;
