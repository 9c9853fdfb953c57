/** Who did what when: entries that are only added. */
@NullMarked
package dev.percorso.server.audit;

import org.jspecify.annotations.NullMarked;
