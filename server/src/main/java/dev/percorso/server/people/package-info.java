/** Who is who: identities, merges, traits, consent, search, and one person's story. */
@NullMarked
package dev.percorso.server.people;

import org.jspecify.annotations.NullMarked;
