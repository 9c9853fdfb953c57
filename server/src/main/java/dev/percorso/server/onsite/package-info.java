/** Messages that the site shows: banners, dialogs, slide-ins and blocks. */
@NullMarked
package dev.percorso.server.onsite;

import org.jspecify.annotations.NullMarked;
