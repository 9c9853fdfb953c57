/** What visitors are asked, their choices as the tag sends them, and the ledger for those who answer for it. */
@NullMarked
package dev.percorso.server.consent;

import org.jspecify.annotations.NullMarked;
